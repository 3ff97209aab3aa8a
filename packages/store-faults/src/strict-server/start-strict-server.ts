import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Counter } from './counter.ts';
import { introspect } from './introspect.ts';
import { issueGrant } from './issue-grant.ts';
import { ServerFaults } from './server-faults.ts';
import { strictProvider } from './strict-provider.ts';
import type { StrictServer } from './strict-server.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** Starts one on a free port; it forgives the repeat of a refresh token for `graceMs`, not at all unless given. */
export async function startStrictServer({
  graceMs = 0,
}: {
  readonly graceMs?: number;
} = {}): Promise<StrictServer> {
  const http = createServer();
  const issuer = await listen(http);
  const client = { id: 'fault-runs', secret: randomBytes(24).toString('hex') };
  let lifetimeSeconds = 3_600;
  const provider = strictProvider(issuer, { client, graceMs, lifetimeSeconds: () => lifetimeSeconds });
  const [requests, rotations, faults] = [new Counter(), new Counter(), new ServerFaults()];
  provider.use(tokenEndpoint({ requests, rotations, faults }));
  http.on('request', provider.callback());
  const [authorizationUrl, tokenUrl, apiUrl] = [`${issuer}/auth`, `${issuer}/token`, `${issuer}/me`];

  return {
    endpoints: { authorizationUrl, tokenUrl, apiUrl, client },
    get lifetimeSeconds() {
      return lifetimeSeconds;
    },
    set lifetimeSeconds(seconds) {
      lifetimeSeconds = seconds;
    },
    get requestCount() {
      return requests.count;
    },
    get rotationCount() {
      return rotations.count;
    },
    issue: () => issueGrant(provider, client.id),
    isLive: (token) => introspect(`${tokenUrl}/introspection`, { token, client }),
    isGrantAlive: async (grantId) => (await provider.Grant.find(grantId)) !== undefined,
    fail: (fault, { times = Number.POSITIVE_INFINITY } = {}) => faults.order(fault, times),
    recover: () => faults.recover(),
    arrived: (count) => requests.reached(count),
    rotated: (count) => rotations.reached(count),
    close: async () => {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

async function listen(http: Server): Promise<string> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen.');
  return `http://127.0.0.1:${address.port}`;
}
