import { createSidecar, existingGrant, systemClock } from '@sidecar/core';
import { faultsPlugin } from '@sidecar/store-faults';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import { fakeAuthorizationServer } from '@sidecar/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PlainRole, plainRole } from '../test/plain-role.ts';
import { type TestTable, tableOfATest } from '../test/table-of-a-test.ts';
import { migrate, postgresStore } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';
const ada = 'ada@x.example';
const keyOfAda = 'tokens/ada%40x%2Eexample/gmail/default';
const keyOfGrace = 'tokens/grace/gmail/default';

describe.skipIf(isMissing)(`rows locked to their users${isMissing ? ` (${noPostgres})` : ''}`, () => {
  let table: TestTable;
  let role: PlainRole;
  let pool: pg.Pool;
  beforeAll(async () => {
    table = await tableOfATest(connectionString);
    await migrate({ connectionString, ...table.place, rowSecurity: true });
    role = await plainRole(connectionString, table.run);
    await table.run(`GRANT USAGE ON SCHEMA "${table.place.schema}" TO ${role.name}`);
    await table.run(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table.name} TO ${role.name}`);
    pool = new pg.Pool({ connectionString: role.connectionString, max: 1 });
  });
  afterEach(() => table.run(`DELETE FROM ${table.name}`));
  afterAll(async () => {
    await pool.end();
    await role.drop();
    await table.drop();
    await close();
  });

  const storeOf = (user: string | undefined) =>
    postgresStore({ pool, ...table.place, rowSecurity: { currentUser: () => user } });

  it('lets a user read, list, replace and delete what is theirs, and finds nothing of anyone else', async () => {
    const [own, other, nobody] = [storeOf(ada), storeOf('grace'), storeOf(undefined)];
    const version = (await own.set(keyOfAda, 'of ada', undefined)) ?? '';
    await other.set(keyOfGrace, 'of grace', undefined);
    expect(await own.get(keyOfAda)).toEqual({ value: 'of ada', version });
    expect(await own.list('tokens/')).toEqual([keyOfAda]);
    for (const store of [other, nobody]) {
      expect(await store.get(keyOfAda)).toBeUndefined();
      expect(await store.list('tokens/')).not.toContain(keyOfAda);
      expect(await store.set(keyOfAda, 'taken', version)).toBeUndefined();
      expect(await store.delete(keyOfAda, version)).toBe(false);
    }
    const second = (await own.set(keyOfAda, 'still of ada', version)) ?? '';
    expect(await own.delete(keyOfAda, second)).toBe(true);
  });

  it('warns once of a role that passes over the lock, and never of another', async () => {
    const warnings: unknown[] = [];
    const listen = (warning: Error & { code?: string }) => warnings.push(warning.code);
    process.on('warning', listen);
    await storeOf(ada).get(keyOfAda);
    const rowSecurity = { currentUser: () => 'grace' };
    const store = postgresStore({ connectionString, ...table.place, rowSecurity });
    for (const key of [keyOfAda, keyOfGrace]) await store.get(key);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    await store.close?.();
    expect(warnings).toEqual(['SIDECAR_POSTGRES_ROWS_UNLOCKED']);
  });

  it("refuses to make a row in another user's name", async () => {
    await expect(storeOf('grace').set(keyOfAda, 'planted', undefined)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      nextAction: expect.stringContaining('currentUser'),
    });
    expect(await storeOf(ada).get(keyOfAda)).toBeUndefined();
  });

  it('keeps SQL beside the store from the rows as well, and leaves no user behind on a connection of the pool', async () => {
    await storeOf(ada).set(keyOfAda, 'of ada', undefined);
    const keys = async () => (await pool.query(`SELECT key FROM ${table.name}`)).rows;
    expect(await keys()).toEqual([]);
    await storeOf(ada).get(keyOfAda);
    expect(await keys()).toEqual([]);
    await pool.query("SELECT set_config('sidecar.user', 'grace', false)");
    expect(await keys()).toEqual([]);
    await pool.query("SELECT set_config('sidecar.user', 'ada%40x%2Eexample', false)");
    expect(await keys()).toEqual([{ key: keyOfAda }]);
    await pool.query("SELECT set_config('sidecar.user', '', false)");
  });

  it.each([
    ['configuration', 'config/ada%40x%2Eexample', true],
    ['a hold of a connection', 'holds/ada%40x%2Eexample/gmail/default', true],
    ['the lease of a connection', 'leases/tokens/ada%40x%2Eexample/gmail/default', true],
    ['a pending authorization', 'pending/4f2a', false],
    ['a hold of a client', 'holds/client/4f2a', false],
    ['the lease of a client', 'leases/holds/client/4f2a', false],
  ])('locks %s where it names a user, and shares it where it names none', async (_, key, isLocked) => {
    await storeOf(ada).set(key, 'value', undefined);
    const seen = await storeOf('grace').get(key);
    expect(seen?.value).toBe(isLocked ? undefined : 'value');
  });

  it('binds the owner of the table too', async () => {
    const [{ name } = { name: '' }] = await table.run('SELECT current_database() AS name');
    await table.run(`GRANT CREATE ON DATABASE "${name}" TO ${role.name}`);
    const place = { schema: `${table.place.schema}_own`, table: 'entries' };
    await migrate({ connectionString: role.connectionString, ...place, rowSecurity: true });
    const own = postgresStore({ pool, ...place, rowSecurity: { currentUser: () => ada } });
    await own.set(keyOfAda, 'of ada', undefined);
    expect((await pool.query(`SELECT key FROM "${place.schema}"."entries"`)).rows).toEqual([]);
    expect(await own.list('tokens/')).toEqual([keyOfAda]);
  });

  it('carries a refresh of one user of many', async () => {
    const authorization = await fakeAuthorizationServer();
    const options = { plugins: [faultsPlugin(authorization)], store: storeOf(ada), users: 'many' } as const;
    const clock = { ...systemClock, now: () => Date.now() - 7_200_000 };
    const longAgo = createSidecar({ ...options, clock });
    await longAgo.forUser(ada).connect('notes', { via: existingGrant(authorization.issue()) });
    await longAgo.close();
    expect(await storeOf(ada).list('tokens/')).toEqual(['tokens/ada%40x%2Eexample/notes/default']);
    const sidecar = createSidecar(options);
    const token = await sidecar.forUser(ada).connection('notes').getAccessToken();
    expect(authorization.isLive(token)).toBe(true);
    expect(authorization.requests).toHaveLength(2);
    await sidecar.close();
    await authorization.close();
  });
});
