import assert from 'node:assert/strict';
import { createSidecar } from '@sidecar/core';
import { type ExpiredConnection, withExpiredConnection } from '../expired-connection.ts';
import { liveToken } from '../live-token.ts';
import { refreshPlugin } from '../refresh-plugin.ts';
import type { StoreRules } from '../store-rule.ts';

/** The refresh of an expired, rotating token, by a sidecar over the store in this process. */
export const refreshRules = {
  'one-refresh': {
    sentence: 'a thousand callers with one expired token cause one request, and all get a living one',
    check: ({ store }) =>
      withExpiredConnection(store, async (connection) => {
        const { server, endpoints, sent } = connection;
        const sidecar = createSidecar({ plugins: [refreshPlugin(endpoints)], store });
        const handle = sidecar.connection('notes');
        const answers = Array.from({ length: 1000 }, () => handle.getAccessToken());
        const outcomes = (await Promise.all(answers)).map((token) => ({ token }));
        liveToken(outcomes, { server, callers: 1000 });
        assert.equal(sent(), 1, 'one expired token needs one request');
        assertAlive(connection);
        await sidecar.close();
      }),
  },
  'refreshed-in-place': {
    sentence:
      'ten refreshes in a row keep the grant: each finds the refresh token that the last one has stored',
    check: ({ store }) =>
      withExpiredConnection(store, async (connection) => {
        const { server, endpoints, sent } = connection;
        for (let round = 1; round <= 10; round += 1) {
          // So short that the next round finds it expired.
          server.lifetimeSeconds = 0.001;
          const sidecar = createSidecar({ plugins: [refreshPlugin(endpoints)], store });
          await sidecar.connection('notes').getAccessToken();
          await sidecar.close();
          assert.equal(sent(), round);
          assertAlive(connection);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }),
  },
} as const satisfies StoreRules;

function assertAlive({ server, grantId }: ExpiredConnection): void {
  assert.ok(server.isGrantAlive(grantId), 'the grant must be alive: no refresh token may be sent twice');
}
