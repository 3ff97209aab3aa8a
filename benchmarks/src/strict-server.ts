import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Provider } from 'oidc-provider';
import type { TokenEndpoints } from './contestant.ts';
import { MapAdapter } from './map-adapter.ts';
import { type TokenDialect, tokenDialects } from './token-dialects.ts';

/** An authorization server that rotates refresh tokens and ends a grant when one is used twice. */
export interface StrictServer {
  readonly endpoints: TokenEndpoints;
  /** How many requests have reached the token endpoint. */
  readonly requestCount: number;
  /** Tokens of a new grant. */
  issue(): Promise<{ readonly accessToken: string; readonly refreshToken: string; readonly grantId: string }>;
  isLive(accessToken: string): Promise<boolean>;
  isGrantAlive(grantId: string): Promise<boolean>;
  close(): Promise<void>;
}

const client = { id: 'app', secret: 'the-secret-of-the-client' };
const scope = 'openid offline_access';

/** Starts `oidc-provider` behind a front that answers no sooner than after a delay, as a server far away does. */
export async function startStrictServer(delayMs: number): Promise<StrictServer> {
  const inner = createServer();
  const innerUrl = await listen(inner);
  const provider = strictProvider(innerUrl);
  inner.on('request', provider.callback());
  let requestCount = 0;
  let previous: Promise<unknown> = Promise.resolve();

  /** One after the other, as a database would have it: no two requests see the same token unused. */
  function exchange(form: URLSearchParams) {
    const answer = previous.then(async () => {
      const response = await fetch(`${innerUrl}/token`, { method: 'POST', body: form });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    });
    previous = answer.catch(() => undefined);
    return answer;
  }

  async function answer(dialect: TokenDialect, request: IncomingMessage) {
    const body = await readBody(request);
    await sleep(delayMs);
    return dialect.fromAnswer(await exchange(dialect.toForm(body)));
  }

  const front = createServer(async (request, response) => {
    const dialect = tokenDialects.find(({ path }) => path === request.url);
    if (!dialect) return response.writeHead(404).end(`No ${request.url} here`);
    requestCount += 1;
    const { status, body } = await answer(dialect, request);
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const url = await listen(front);

  return {
    endpoints: {
      issuer: innerUrl,
      tokenUrl: `${url}/token`,
      githubUrl: `${url}/api/v3`,
      slackUrl: `${url}/api/`,
      client,
    },
    get requestCount() {
      return requestCount;
    },
    issue: () => issue(provider),
    isLive: async (token) => (await provider.AccessToken.find(token))?.isValid ?? false,
    isGrantAlive: async (grantId) => (await provider.Grant.find(grantId)) !== undefined,
    close: async () => {
      for (const server of [front, inner]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function strictProvider(issuer: string): Provider {
  return new Provider(issuer, {
    adapter: MapAdapter,
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, RefreshToken: 86_400, Grant: 86_400, IdToken: 3600 },
    features: { devInteractions: { enabled: false } },
    scopes: scope.split(' '),
    findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
  });
}

async function issue(provider: Provider) {
  const accountId = 'ada';
  const grant = new provider.Grant({ accountId, clientId: client.id });
  grant.addOIDCScope(scope);
  const grantId = await grant.save();
  const found = await provider.Client.find(client.id);
  if (!found) throw new Error('The authorization server does not know its client.');
  const facts = { accountId, client: found, grantId, scope, gty: 'authorization_code' };
  const accessToken = await new provider.AccessToken(facts).save();
  const refreshToken = await new provider.RefreshToken({
    ...facts,
    ...{ authTime: 1, iiat: 1, rotations: 0 },
  }).save();
  return { accessToken, refreshToken, grantId };
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
