import { createHash, randomBytes } from 'node:crypto';
import type { ConsentOptions, Sandbox, SandboxService } from '../src/index.ts';

/** The services that these helpers speak the dialect of. */
type ServiceId = 'google' | 'x';

/** Scopes that open everything the tests touch. */
export const allScopes: Record<ServiceId, string> = {
  google: 'https://mail.google.com/',
  x: 'tweet.read tweet.write users.read dm.read offline.access',
};

export const redirectUris: Record<ServiceId, string> = {
  google: 'http://127.0.0.1:5005/callback/gmail',
  x: 'http://127.0.0.1:8711/callback/twitter',
};

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly token_type: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly body: any;
}

export interface Authorization {
  readonly url: string;
  readonly verifier: string;
}

/** An authorization request as a well-made app sends it; `change` bends it. `null` leaves a parameter out. */
export function authorization(
  service: SandboxService,
  id: ServiceId,
  change: Record<string, string | null> = {},
): Authorization {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Record<string, string | null> = {
    client_id: service.client.id,
    response_type: 'code',
    redirect_uri: redirectUris[id],
    scope: allScopes[id],
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(id === 'google' && { access_type: 'offline', prompt: 'consent' }),
    ...change,
  };
  const url = new URL(service.authUrl);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/** A request to a token endpoint, with the client's secret where this service wants it. */
export async function tokenCall(
  service: SandboxService,
  id: ServiceId,
  { client_secret = service.client.secret, ...form }: Record<string, string>,
): Promise<Answer> {
  const basic = Buffer.from(`${service.client.id}:${client_secret}`).toString('base64');
  const posted = id === 'google' ? { client_id: service.client.id, client_secret } : {};
  const response = await fetch(service.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ ...form, ...posted }),
    headers: id === 'x' ? { authorization: `Basic ${basic}` } : {},
  });
  return readAnswer(response);
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export function exchange(
  service: SandboxService,
  id: ServiceId,
  { callback, verifier }: { readonly callback: string; readonly verifier: string },
) {
  return tokenCall(service, id, {
    grant_type: 'authorization_code',
    code: new URL(callback).searchParams.get('code') ?? '',
    redirect_uri: redirectUris[id],
    code_verifier: verifier,
  });
}

export function refresh(service: SandboxService, id: ServiceId, refreshToken: string | undefined) {
  return tokenCall(service, id, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '' });
}

/** The whole way from the authorization URL to tokens. */
export async function connect(
  sandbox: Sandbox,
  id: ServiceId,
  { change = {}, ...options }: ConsentOptions & { change?: Record<string, string | null> } = {},
): Promise<Tokens> {
  const { url, verifier } = authorization(sandbox[id], id, change);
  const callback = await sandbox.consent(url, options);
  const { status, body } = await exchange(sandbox[id], id, { callback, verifier });
  if (status !== 200) throw new Error(`No tokens: ${JSON.stringify(body)}`);
  return body;
}

/** Calls an API with a token; an object as body is sent as JSON. */
export function apiOf(service: SandboxService, token: string) {
  return async (path: string, { method = 'GET', body, headers = {} }: ApiRequest = {}): Promise<Answer> => {
    const json = typeof body === 'object' && !(body instanceof Uint8Array);
    const response = await fetch(service.apiUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: json ? JSON.stringify(body) : (body as string | Uint8Array<ArrayBuffer>),
      }),
    });
    return readAnswer(response);
  };
}

export interface ApiRequest {
  readonly method?: string;
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
}

export type Api = ReturnType<typeof apiOf>;

/** A message for `raw`. */
export function rawMessage(headers: Record<string, string>, text = 'Hello.'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`).toString('base64url');
}
