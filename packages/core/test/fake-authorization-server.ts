import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AuthorizationDialect, type DialectAnswer, standardDialect } from './authorization-dialect.ts';

/** What the person does at the consent page. */
export type Decision = 'allow' | { readonly error: string };

/** An answer as it stands on the wire; `hang` never comes, `cut` closes the connection. */
type WireAnswer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | 'hang'
  | 'cut';

/** How the token endpoint misbehaves. */
export type TokenFault = keyof typeof faults | { readonly status: number; readonly body: string };

interface IssuedCode {
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly scope: string;
  used: boolean;
}

/** A strict authorization server on a real socket; what it did can be looked at, what it does can be changed. */
export interface FakeAuthorizationServer {
  readonly url: string;
  dialect: AuthorizationDialect;
  decision: Decision;
  fault: TokenFault | undefined;
  /** What the device endpoint's polls are answered, one after the other; then tokens. */
  readonly deviceAnswers: (string | { readonly fault: TokenFault })[];
  /** Replaces fields of the device endpoint's answer. */
  deviceFields: Readonly<Record<string, unknown>>;
  /** Grant types of the token requests that arrived. */
  readonly tokenRequests: string[];
  /** Codes and tokens that were issued: what must never be seen in an error. */
  readonly secrets: string[];
  readonly revoked: string[];
  revocationAnswer: DialectAnswer;
  close(): Promise<void>;
}

const faults = {
  html: html('<!doctype html><title>Sign in</title>'),
  garbage: { status: 200, body: '{"access_token":' },
  empty: { status: 200, body: '{}' },
  huge: { status: 200, body: `{"access_token":"long-lived-1","padding":"${'x'.repeat(10_000_000)}"}` },
  hang: 'hang',
  cut: 'cut',
} as const satisfies Record<string, WireAnswer>;

/** Starts one on a free loopback port. */
export async function fakeAuthorizationServer(
  dialect: AuthorizationDialect = standardDialect,
): Promise<FakeAuthorizationServer> {
  const codes = new Map<string, IssuedCode>();
  const devices = new Set<string>();

  const http = createServer((request, response) => {
    answerTo(request).then(
      (answer) => write(response, answer),
      () => write(response, { status: 400, body: 'Not a form' }),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: FakeAuthorizationServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    dialect,
    decision: 'allow',
    fault: undefined,
    deviceAnswers: [],
    deviceFields: {},
    tokenRequests: [],
    secrets: [],
    revoked: [],
    revocationAnswer: { status: 200, body: {} },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;

  async function answerTo(request: IncomingMessage): Promise<WireAnswer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { paths } = server.dialect;
    if (pathname === paths.authorize) return authorize(searchParams);
    const form = await readForm(request);
    if (pathname === paths.token) return token(form, request);
    if (pathname === paths.revoke) return revoke(form, request);
    if (pathname === paths.device) return device(form);
    return { status: 404, body: 'Not found' };
  }

  function authorize(query: URLSearchParams): WireAnswer {
    const redirectUri = query.get('redirect_uri') ?? '';
    const wrong = wrongParameter(query, server.dialect);
    if (wrong) return { status: 400, body: wrong };
    const answer = new URL(redirectUri);
    answer.searchParams.set('state', query.get('state') ?? '');
    if (server.dialect.issuer) answer.searchParams.set('iss', server.dialect.issuer);
    if (server.decision === 'allow') {
      const code = secret();
      const challenge = query.get('code_challenge');
      codes.set(code, { redirectUri, challenge, scope: query.get('scope') ?? '', used: false });
      answer.searchParams.set('code', code);
    } else {
      answer.searchParams.set('error', server.decision.error);
      answer.searchParams.set('error_description', 'As the person wished.');
    }
    return { status: 302, headers: { location: answer.href }, body: '' };
  }

  function token(form: URLSearchParams, request: IncomingMessage): WireAnswer {
    server.tokenRequests.push(form.get('grant_type') ?? '');
    if (server.fault !== undefined) return wireFault(server.fault);
    if (!isClient(form, request)) return inFormatFor(request, server.dialect.refuse('invalid_client'));
    if (form.get('grant_type')?.endsWith(':device_code')) return pollDevice(form, request);
    const issued = codes.get(form.get('code') ?? '');
    const isGood = issued && !issued.used && form.get('redirect_uri') === issued.redirectUri;
    if (!isGood || challengeOf(form.get('code_verifier')) !== issued.challenge)
      return inFormatFor(request, server.dialect.refuse('invalid_grant'));
    issued.used = true;
    return issue(request, issued.scope);
  }

  function isClient(form: URLSearchParams, request: IncomingMessage): boolean {
    const { client, clientAuthentication } = server.dialect;
    const basic = `Basic ${btoa(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret ?? '')}`)}`;
    if (clientAuthentication === 'basic')
      return request.headers.authorization === basic && !form.has('client_secret');
    if (request.headers.authorization) return false;
    return form.get('client_id') === client.id && form.get('client_secret') === (client.secret ?? null);
  }

  function device(form: URLSearchParams): WireAnswer {
    if (form.get('client_id') !== server.dialect.client.id) return json(401, { error: 'invalid_client' });
    const code = secret();
    devices.add(code);
    return json(200, {
      device_code: code,
      user_code: 'WDJB-MJHT',
      verification_uri: `${server.url}/enter`,
      expires_in: 900,
      interval: 5,
      ...server.deviceFields,
    });
  }

  function pollDevice(form: URLSearchParams, request: IncomingMessage): WireAnswer {
    const next = server.deviceAnswers.shift();
    if (typeof next === 'object') return wireFault(next.fault);
    if (next !== undefined) return inFormatFor(request, server.dialect.refuse(next));
    if (!devices.delete(form.get('device_code') ?? ''))
      return inFormatFor(request, server.dialect.refuse('invalid_grant'));
    return issue(request, server.dialect.query.scope ?? '');
  }

  function revoke(form: URLSearchParams, request: IncomingMessage): WireAnswer {
    if (!isClient(form, request)) return json(401, { error: 'invalid_client' });
    const { status, body } = server.revocationAnswer;
    if (status === 200) server.revoked.push(form.get('token') ?? '');
    return json(status, body);
  }

  function issue(request: IncomingMessage, scope: string): WireAnswer {
    return inFormatFor(request, server.dialect.grant({ access: secret(), refresh: secret(), scope }));
  }

  function secret(): string {
    const value = randomBytes(24).toString('base64url');
    server.secrets.push(value);
    return value;
  }
}

/** The name of the first parameter that a strict server refuses, before it would send anyone anywhere. */
function wrongParameter(query: URLSearchParams, dialect: AuthorizationDialect): string | undefined {
  const challenge = query.get('code_challenge') ?? '';
  const checks: Readonly<Record<string, boolean>> = {
    response_type: query.get('response_type') === 'code',
    client_id: query.get('client_id') === dialect.client.id,
    redirect_uri: dialect.isRedirectUri(query.get('redirect_uri') ?? ''),
    state: (query.get('state') ?? '').length >= 32,
    code_challenge: dialect.pkce ? /^[\w-]{43}$/.test(challenge) : challenge === '',
    code_challenge_method: query.get('code_challenge_method') === (dialect.pkce ? 'S256' : null),
    ...Object.fromEntries(
      Object.entries(dialect.query).map(([name, value]) => [name, query.get(name) === value]),
    ),
  };
  return Object.entries(checks).find(([, isRight]) => !isRight)?.[0];
}

/** GitHub answers a form to who does not ask for JSON; so does this server, in every dialect. */
function inFormatFor(request: IncomingMessage, { status, body }: DialectAnswer): WireAnswer {
  if (request.headers.accept === 'application/json') return json(status, body);
  const form = new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)]));
  return {
    status,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

function wireFault(fault: TokenFault): WireAnswer {
  return typeof fault === 'object' ? fault : faults[fault];
}

function json(status: number, body: unknown): WireAnswer {
  return { status, body: JSON.stringify(body) };
}

function html(body: string): WireAnswer & object {
  return { status: 200, headers: { 'content-type': 'text/html' }, body };
}

function write(response: ServerResponse, answer: WireAnswer): void {
  if (answer === 'cut') response.socket?.destroy();
  if (typeof answer === 'string') return;
  const { status, headers, body } = answer;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

function challengeOf(verifier: string | null): string | null {
  return verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (request.method !== 'POST' || !isForm) throw new Error('Not a form');
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return new URLSearchParams(body);
}
