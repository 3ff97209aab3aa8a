import { createSidecar, existingGrant, type Store } from '@sidecar/core';
import type { FakeAuthorizationServer, IssuedGrant } from '../authorization-server/authorization-server.ts';
import { fakeAuthorizationServer } from '../authorization-server/fake-authorization-server.ts';
import { fakeClock } from '../fake-clock.ts';
import { type RefreshEndpoints, refreshPlugin } from './refresh-plugin.ts';

/** A connection in the store whose access token has expired, and the server that renews it. */
export interface ExpiredConnection {
  readonly server: FakeAuthorizationServer;
  readonly endpoints: RefreshEndpoints;
  readonly grantId: IssuedGrant['grantId'];
  /** How many requests for tokens there have been since it was connected. */
  readonly sent: () => number;
}

/** How far in the past the connection was made. Longer than any clock in the suite is off, and longer than a token lives. */
const ageMs = 30 * 3_600_000;

/** Connects an account through the store some time ago, and has the rest of a rule find the connection expired. */
export async function withExpiredConnection(
  store: Store,
  check: (connection: ExpiredConnection) => Promise<void>,
): Promise<void> {
  const server = await fakeAuthorizationServer();
  try {
    const { authorizationUrl, tokenUrl, apiUrl, client } = server;
    const endpoints = { authorizationUrl, tokenUrl, apiUrl, client };
    const issued = server.issue();
    const clock = fakeClock({ now: Date.now() - ageMs });
    const sidecar = createSidecar({ plugins: [refreshPlugin(endpoints)], store, clock });
    await sidecar.connect('notes', { via: existingGrant(issued) });
    await sidecar.close();
    const before = server.requests.length;
    // Hosts whose clocks are hours apart must still find the new token fresh.
    server.lifetimeSeconds = 24 * 3600;
    const sent = () => server.requests.length - before;
    await check({ server, endpoints, grantId: issued.grantId, sent });
  } finally {
    await server.close();
  }
}
