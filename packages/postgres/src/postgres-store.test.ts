import { faultyLink } from '@sidecar/store-faults';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestTable, tableOfATest } from '../test/table-of-a-test.ts';
import { postgresStore } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';
const key = 'tokens/ada/gmail/default';

describe.skipIf(isMissing)(`postgresStore over a pool${isMissing ? ` (${noPostgres})` : ''}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await tableOfATest(connectionString);
  });
  afterAll(async () => {
    await table.drop();
    await close();
  });

  /** A pool of the host's under a name by which the server can find its connections. */
  function hostPool(settings: pg.PoolConfig = {}) {
    const application = `sidecar-${crypto.randomUUID()}`;
    return {
      application,
      pool: new pg.Pool({ connectionString, application_name: application, ...settings }),
    };
  }

  const connections = async (application: string) => {
    const [row] = await table.run('SELECT count(*) FROM pg_stat_activity WHERE application_name = $1', [
      application,
    ]);
    return Number(row?.count);
  };

  it('leaves the pool of the host open when it is closed', async () => {
    const { pool } = hostPool();
    const store = postgresStore({ pool, ...table.place });
    await store.get(key);
    await store.close?.();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('ends the pool that it made itself', async () => {
    const application = `sidecar-${crypto.randomUUID()}`;
    const own = new URL(connectionString);
    own.searchParams.set('application_name', application);
    const store = postgresStore({ connectionString: own.href, ...table.place });
    await store.get(key);
    expect(await connections(application)).toBe(1);
    await store.close?.();
    await expect.poll(() => connections(application)).toBe(0);
    await expect(store.get(key)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      message: expect.stringContaining('The store was closed'),
    });
    await store.close?.();
  });

  it('survives that every idle connection is ended by an administrator', async () => {
    const { pool, application } = hostPool();
    const store = postgresStore({ pool, ...table.place });
    await Promise.all(Array.from({ length: 5 }, () => store.get(key)));
    await table.run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      application,
    ]);
    expect(await store.get(key)).toBeUndefined();
    await pool.end();
  });

  it('carries a write through when its connection is ended in the middle', async () => {
    const { pool, application } = hostPool();
    const store = postgresStore({ pool, ...table.place });
    const place = 'tokens/ada/ended/default';
    const first = await store.set(place, 'one', undefined);
    const lock = await table.lockRows();
    const writing = store.set(place, 'two', first);
    await table.run('SELECT pg_terminate_backend($1)', [await table.waiting(application)]);
    await lock.release();
    const second = await writing;
    expect(second).toEqual(expect.any(String));
    expect(await store.get(place)).toEqual({ value: 'two', version: second });
    await pool.end();
  });

  it('gives up a statement that hangs, says so, and goes on with another connection', async () => {
    const { pool } = hostPool();
    const store = postgresStore({ pool, ...table.place, statementTimeoutMs: 300 });
    const place = 'tokens/ada/hung/default';
    const first = await store.set(place, 'one', undefined);
    const lock = await table.lockRows();
    await expect(store.set(place, 'two', first)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
      message: expect.stringContaining('PostgreSQL did not answer in time'),
    });
    expect(await store.get(place)).toEqual({ value: 'one', version: first });
    await lock.release();
    await pool.end();
  });

  it("passes on the server's own limit as retryable", async () => {
    const { pool } = hostPool({ statement_timeout: 200 });
    const store = postgresStore({ pool, ...table.place });
    const place = 'tokens/ada/limit/default';
    const first = await store.set(place, 'one', undefined);
    const lock = await table.lockRows();
    await expect(store.set(place, 'two', first)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
      message: expect.stringContaining('took too long'),
    });
    await lock.release();
    await pool.end();
  });

  it('does not wait for a connection for ever, and gives back the one that comes too late', async () => {
    const { pool } = hostPool({ max: 1 });
    const store = postgresStore({ pool, ...table.place, connectTimeoutMs: 200 });
    const taken = await pool.connect();
    await expect(store.get(key)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: true,
      message: expect.stringContaining('No connection'),
    });
    taken.release();
    expect(await store.get(key)).toBeUndefined();
    expect(pool.idleCount).toBe(1);
    await pool.end();
  });

  it.each(['repeatable read', 'serializable'])(
    'tells a lost race as such where the database isolates by "%s"',
    async (isolation) => {
      const { pool } = hostPool({
        options: `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`,
      });
      const store = postgresStore({ pool, ...table.place });
      const place = `tokens/ada/${encodeURIComponent(isolation)}/default`;
      let version = await store.set(place, 'start', undefined);
      for (let round = 0; round < 5; round += 1) {
        const writes = Array.from({ length: 8 }, (_, number) => store.set(place, `${number}`, version));
        const won = (await Promise.all(writes)).filter((written) => written !== undefined);
        expect(won).toHaveLength(1);
        [version] = won;
      }
      await pool.end();
    },
  );

  describe('when the answer is lost', () => {
    async function overLink(
      work: (store: ReturnType<typeof postgresStore>, lose: () => Promise<void>) => Promise<void>,
    ) {
      const { hostname, port } = new URL(connectionString);
      const link = await faultyLink({ host: hostname, port: Number(port || 5432) });
      const through = new URL(connectionString);
      through.host = `${link.host}:${link.port}`;
      const store = postgresStore({ connectionString: through.href, ...table.place });
      try {
        await work(store, () => link.loseAnswer((sent) => /INSERT|UPDATE|DELETE/.test(sent.toString())));
      } finally {
        await store.close?.();
        await link.close();
      }
    }

    it('finds its own insert and its own update in the table', () =>
      overLink(async (store, lose) => {
        const place = 'tokens/ada/lost/default';
        const inserted = lose();
        const first = await store.set(place, 'one', undefined);
        await inserted;
        expect(await store.get(place)).toEqual({ value: 'one', version: first });
        const updated = lose();
        const second = await store.set(place, 'two', first);
        await updated;
        expect(await store.get(place)).toEqual({ value: 'two', version: second });
      }));

    it('does not claim a conflict of others as its own write', () =>
      overLink(async (store, lose) => {
        const place = 'tokens/ada/lost-conflict/default';
        await store.set(place, 'one', undefined);
        const refused = lose();
        expect(await store.set(place, 'two', undefined)).toBeUndefined();
        await refused;
      }));

    it('does not say of a delete who it was', () =>
      overLink(async (store, lose) => {
        const place = 'tokens/ada/lost-delete/default';
        const version = (await store.set(place, 'one', undefined)) ?? '';
        const deleted = lose();
        await expect(store.delete(place, version)).rejects.toMatchObject({
          code: 'store_failed',
          message: expect.stringContaining('nobody knows by whom'),
        });
        await deleted;
        expect(await store.get(place)).toBeUndefined();
      }));
  });

  it.each([
    ['a NUL', 'before\0after'],
    ['half a character', 'half \uD83D of one'],
    ['what marks such values', '\u0001json:"not"'],
  ])('keeps a value with %s exactly', async (name, value) => {
    const { pool } = hostPool();
    const store = postgresStore({ pool, ...table.place });
    const place = `tokens/ada/${encodeURIComponent(name)}/default`;
    await store.set(place, value, undefined);
    expect((await store.get(place))?.value).toBe(value);
    await pool.end();
  });

  it.each([
    ['a NUL in it', 'tokens/a\0b'],
    ['half a character in it', 'tokens/\uD83D'],
    [
      'more bytes than an index takes',
      `tokens/${Array.from({ length: 400 }, () => crypto.randomUUID()).join('')}`,
    ],
  ])('refuses a key with %s', async (_, oddKey) => {
    const { pool } = hostPool();
    const store = postgresStore({ pool, ...table.place });
    await expect(store.set(oddKey, 'value', undefined)).rejects.toMatchObject({
      code: expect.stringMatching(/invalid_input|store_failed/),
      retryable: false,
    });
    await pool.end();
  });
});
