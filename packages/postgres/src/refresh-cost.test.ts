import { createSidecar, existingGrant, systemClock } from '@sidecar/core';
import { faultsPlugin } from '@sidecar/store-faults';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import { fakeAuthorizationServer } from '@sidecar/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingPool } from '../test/counting-pool.ts';
import { type TestTable, tableOfATest } from '../test/table-of-a-test.ts';
import { postgresStore } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';

describe.skipIf(isMissing)(`a refresh over PostgreSQL${isMissing ? ` (${noPostgres})` : ''}`, () => {
  let table: TestTable;
  let pool: pg.Pool;
  beforeAll(async () => {
    table = await tableOfATest(connectionString);
    pool = new pg.Pool({ connectionString });
  });
  afterAll(async () => {
    await pool.end();
    await table.drop();
    await close();
  });

  async function withExpired(work: (parts: Awaited<ReturnType<typeof expired>>) => Promise<void>) {
    const parts = await expired();
    try {
      await work(parts);
    } finally {
      await parts.sidecar.close();
      await parts.authorization.close();
    }
  }

  async function expired() {
    const counting = countingPool(pool);
    const authorization = await fakeAuthorizationServer();
    const store = postgresStore({ pool: counting, ...table.place });
    const options = { plugins: [faultsPlugin(authorization)], store };
    const clock = { ...systemClock, now: () => Date.now() - 7_200_000 };
    const longAgo = createSidecar({ ...options, clock });
    const accounts = [crypto.randomUUID(), crypto.randomUUID()] as const;
    for (const account of accounts)
      await longAgo.connect('notes', { via: existingGrant(authorization.issue()), account });
    await longAgo.close();
    counting.statements.length = 0;
    return { counting, authorization, accounts, sidecar: createSidecar(options) };
  }

  it('costs as many statements as the README says, for a hundred callers as for one', () =>
    withExpired(async ({ counting, accounts: [first, second], sidecar }) => {
      await sidecar.connection('notes', first).getAccessToken();
      expect(counting.statements).toHaveLength(12);
      counting.statements.length = 0;
      const handle = sidecar.connection('notes', second);
      await Promise.all(Array.from({ length: 100 }, () => handle.getAccessToken()));
      expect(counting.statements).toHaveLength(9);
      counting.statements.length = 0;
      await handle.getAccessToken();
      expect(counting.statements).toEqual([]);
    }));

  it('holds no connection while it waits for the authorization server', () =>
    withExpired(async ({ counting, authorization, accounts: [account], sidecar }) => {
      const before = authorization.requests.length;
      authorization.fail({ delayMs: 400 }, { times: 1 });
      const token = sidecar.connection('notes', account).getAccessToken();
      await authorization.arrived(before + 1);
      await expect.poll(() => counting.held).toBe(0);
      expect(authorization.isLive(await token)).toBe(true);
    }));
});
