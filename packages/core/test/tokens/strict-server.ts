import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the front does with one request to the token endpoint instead of passing it on and its answer back. */
export type Behaviour = (exchange: {
  /** How many requests there have been, this one included. */
  readonly count: number;
  readonly response: ServerResponse;
  /** Lets the real server handle the request. */
  readonly pass: () => Promise<{ readonly status: number; readonly body: string }>;
}) => Promise<void>;

export interface StrictServer {
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly revocationUrl: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** Bodies of the requests that reached the token endpoint. */
  readonly requests: readonly URLSearchParams[];
  readonly revocations: readonly URLSearchParams[];
  /** Tokens of a new grant of a person; the refresh token is single use, and presenting it twice ends the grant. */
  issue(
    person?: string,
  ): Promise<{ readonly accessToken: string; readonly refreshToken: string; readonly grantId: string }>;
  isLive(accessToken: string): Promise<boolean>;
  isGrantAlive(grantId: string): Promise<boolean>;
  revokeGrant(grantId: string): Promise<void>;
  /** From now on, or undefined: plain. */
  behave(behaviour: Behaviour | undefined): void;
  /** Whether the API accepts only the newest token of a grant. */
  onlyNewest(on: boolean): void;
  close(): Promise<void>;
}

const client = { id: 'app', secret: 'a-secret-of-the-client' };

/** A certified authorization server that rotates refresh tokens and detects their reuse, behind a front that can misbehave, with a small API. */
export async function startStrictServer(): Promise<StrictServer> {
  const inner = createServer();
  const innerUrl = await listen(inner);
  const provider = new Provider(innerUrl, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400 },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      introspection: { enabled: true },
    },
    scopes: ['openid', 'offline_access'],
    findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    jwks: undefined,
  });
  inner.on('request', provider.callback());
  const requests: URLSearchParams[] = [];
  const revocations: URLSearchParams[] = [];
  const newest = new Map<string, string>();
  let behaviour: Behaviour | undefined;
  let newestOnly = false;

  const front = createServer(async (request, response) => {
    const body = await readBody(request);
    const pass = async () => {
      const answer = await fetch(innerUrl + request.url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      const text = await answer.text();
      await noteNewest(text);
      return { status: answer.status, body: text };
    };
    if (request.url?.startsWith('/api')) return answerApi(request, response);
    if (request.url === '/token') requests.push(new URLSearchParams(body));
    else revocations.push(new URLSearchParams(body));
    if (behaviour && request.url === '/token') return behaviour({ count: requests.length, response, pass });
    send(response, await pass());
  });

  async function noteNewest(text: string): Promise<void> {
    const token: unknown = text.startsWith('{') ? JSON.parse(text).access_token : undefined;
    const found = typeof token === 'string' ? await provider.AccessToken.find(token) : undefined;
    if (found?.grantId && typeof token === 'string') newest.set(found.grantId, token);
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const found = await provider.AccessToken.find(token);
    const accepted = found?.isValid && (!newestOnly || newest.get(found.grantId ?? '') === token);
    send(response, { status: accepted ? 200 : 401, body: JSON.stringify({ accepted }) });
  }

  const url = await listen(front);
  return {
    tokenUrl: `${url}/token`,
    apiUrl: `${url}/api`,
    revocationUrl: `${url}/token/revocation`,
    client,
    requests,
    revocations,
    issue: async (person = 'ada') => {
      const grant = new provider.Grant({ accountId: person, clientId: client.id });
      grant.addOIDCScope('openid offline_access');
      const grantId = await grant.save();
      const found = await provider.Client.find(client.id);
      if (!found) throw new Error('no client');
      const facts = {
        accountId: person,
        client: found,
        grantId,
        scope: 'openid offline_access',
        gty: 'authorization_code',
      };
      const accessToken = await new provider.AccessToken(facts).save();
      const refreshToken = await new provider.RefreshToken({
        ...facts,
        ...{ authTime: 1, iiat: 1, rotations: 0 },
      }).save();
      newest.set(grantId, accessToken);
      return { accessToken, refreshToken, grantId };
    },
    isLive: async (token) => (await provider.AccessToken.find(token))?.isValid ?? false,
    isGrantAlive: async (grantId) => (await provider.Grant.find(grantId)) !== undefined,
    revokeGrant: async (grantId) => {
      await provider.RefreshToken.revokeByGrantId(grantId);
      await provider.AccessToken.revokeByGrantId(grantId);
      await (await provider.Grant.find(grantId))?.destroy();
    },
    behave: (next) => {
      behaviour = next;
    },
    onlyNewest: (on) => {
      newestOnly = on;
    },
    close: async () => {
      for (const server of [front, inner]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Sends an answer as JSON. */
export function send(
  response: ServerResponse,
  { status, body }: { readonly status: number; readonly body: string },
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
