import { inspect } from 'node:util';
import { SidecarError } from '@sidecar/core';
import { freePort } from '@sidecar/test-servers/free-port';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { migrate, type PostgresPool, postgresStore } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';
const key = 'tokens/ada/gmail/default';

afterEach(() => {
  vi.doUnmock('pg');
  vi.resetModules();
});

async function failureOf(work: Promise<unknown>): Promise<SidecarError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!SidecarError.isInstance(error)) throw new Error('It did not fail with a SidecarError.');
  return error;
}

describe('what postgresStore says', () => {
  it('of a server that cannot be reached: retryable, without its address and our password', async () => {
    const port = await freePort();
    const password = 'correct-horse-battery';
    const store = postgresStore({ connectionString: `postgres://ada:${password}@127.0.0.1:${port}/mail` });
    const error = await failureOf(store.set(key, 'value', undefined));
    expect(error).toMatchObject({ code: 'store_failed', retryable: true, cause: { code: 'ECONNREFUSED' } });
    const shown = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
    for (const secret of [password, '127.0.0.1', String(port), 'ada:']) expect(shown).not.toContain(secret);
    await store.close?.();
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['both', { pool: {}, connectionString: 'postgres://127.0.0.1/mail' }],
    ['an address instead of a pool', { pool: 'postgres://127.0.0.1/mail' }],
    ['a single connection', { pool: new pg.Client() }],
    ['a pool as connectionString', { connectionString: {} }],
  ])('of %s instead of a pool: what to give', (_, wrong) => {
    // As a program without types would.
    const open = postgresStore as (options: object) => unknown;
    expect(() => open(wrong)).toThrow(
      expect.objectContaining({ code: 'invalid_input', nextAction: expect.stringContaining('pool') }),
    );
  });

  it('of a missing driver: which package to install', async () => {
    vi.doMock('pg', () => {
      throw new Error('Cannot find package pg');
    });
    const { postgresStore: openAnew } = await import('./postgres-store.ts');
    const error = await failureOf(openAnew({ connectionString: 'postgres://127.0.0.1/mail' }).get(key));
    expect(error).toMatchObject({
      code: 'not_supported',
      message: expect.stringContaining('npm install pg'),
    });
  });

  it('of a pool that breaks in a way that nobody has thought of: no word of it', async () => {
    const pool: PostgresPool = {
      connect: () => Promise.reject(new Error('secret-host refused password hunter2')),
      on: () => undefined,
      listenerCount: () => 1,
    };
    const error = await failureOf(postgresStore({ pool }).get(key));
    expect(error.code).toBe('store_failed');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/secret-host|hunter2/);
  });
});

describe.skipIf(isMissing)(
  `what postgresStore says of a database${isMissing ? ` (${noPostgres})` : ''}`,
  () => {
    afterAll(close);

    it('without the table: run migrate, and trying again is of no use', async () => {
      const pool = new pg.Pool({ connectionString });
      const place = { pool, schema: `sidecar_absent_${crypto.randomUUID().slice(0, 8)}` };
      const table = await failureOf(postgresStore(place).get(key));
      const functions = await failureOf(
        postgresStore({ ...place, rowSecurity: { currentUser: () => 'ada' } }).get(key),
      );
      for (const error of [table, functions])
        expect(error).toMatchObject({
          code: 'store_failed',
          retryable: false,
          nextAction: expect.stringContaining('Run migrate()'),
        });
      await pool.end();
    });

    it('that does not exist: check the connection', async () => {
      const absent = new URL(connectionString);
      absent.pathname = '/sidecar_absent_database';
      const error = await failureOf(migrate({ connectionString: absent.href }));
      expect(error).toMatchObject({ code: 'store_failed', retryable: false, cause: { code: '3D000' } });
      expect(error.message).not.toContain('sidecar_absent_database');
    });
  },
);
