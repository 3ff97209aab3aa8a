import type { Sandbox } from '../src/index.ts';

export const notionRedirectUri = 'http://localhost:8217/callback/notion';

/** What an authorization request of a well-made app is; `change` bends it, and `null` leaves something out. */
export function notionAuthorization({ notion }: Sandbox, change: Record<string, string | null> = {}): string {
  const parameters: Record<string, string | null> = {
    client_id: notion.client.id,
    response_type: 'code',
    redirect_uri: notionRedirectUri,
    owner: 'user',
    state: 'state-1',
    ...change,
  };
  const url = new URL(notion.authUrl);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

export interface NotionAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly body: any;
}

async function read(response: Response): Promise<NotionAnswer> {
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A JSON request with Basic to the token or revocation endpoint. */
export async function notionTokenCall(
  { notion }: Sandbox,
  body: object,
  { url = notion.tokenUrl, secret = notion.client.secret }: { url?: string; secret?: string } = {},
): Promise<NotionAnswer> {
  const authorization = `Basic ${btoa(`${notion.client.id}:${secret}`)}`;
  const headers = { authorization, 'content-type': 'application/json' };
  return read(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** The whole way to tokens. */
export async function notionTokens(sandbox: Sandbox, login?: string): Promise<NotionAnswer> {
  const callback = await sandbox.consent(notionAuthorization(sandbox), login ? { login } : {});
  const code = new URL(callback).searchParams.get('code') ?? '';
  return notionTokenCall(sandbox, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: notionRedirectUri,
  });
}

/** Calls the API: `POST /v1/search`. */
export function notionCaller({ notion }: Sandbox, token: string = notion.internalToken()) {
  return async (line: string, body?: unknown, change: Record<string, string> = {}): Promise<NotionAnswer> => {
    const [method = 'GET', path = ''] = line.split(' ');
    const headers = {
      authorization: `Bearer ${token}`,
      'notion-version': '2025-09-03',
      'content-type': 'application/json',
      ...change,
    };
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return read(await fetch(notion.apiUrl + path, { method, headers, ...init }));
  };
}
