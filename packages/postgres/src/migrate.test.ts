import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import { afterAll, describe, expect, it } from 'vitest';
import { temporarySchema } from '../test/temporary-schema.ts';
import { migrate, postgresStore } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';

describe.skipIf(isMissing)(`migrate${isMissing ? ` (${noPostgres})` : ''}`, () => {
  const { schema, run, drop } = temporarySchema(connectionString);
  afterAll(async () => {
    await drop();
    await close();
  });

  it('makes schema and table once, although ten begin at the same moment', async () => {
    const place = { connectionString, schema, table: 'at once', rowSecurity: true };
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => migrate(place)));
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(['entries 1', 'row_security 1']);
    expect(await migrate(place)).toEqual({ applied: [] });
  });

  it('adds row-level security to a table that was made without it', async () => {
    const place = { connectionString, schema, table: 'later' };
    expect(await migrate(place)).toEqual({ applied: ['entries 1'] });
    const store = postgresStore(place);
    await store.set('tokens/ada/gmail/default', 'kept', undefined);
    await store.close?.();
    expect(await migrate({ ...place, rowSecurity: true })).toEqual({ applied: ['row_security 1'] });
    const secured = postgresStore({ ...place, rowSecurity: { currentUser: () => 'ada' } });
    expect(await secured.get('tokens/ada/gmail/default')).toMatchObject({ value: 'kept' });
    await secured.close?.();
  });

  it('leaves a table alone that is newer than it knows', async () => {
    const place = { connectionString, schema, table: 'newer' };
    await migrate(place);
    await run(`INSERT INTO "${schema}"."newer_migrations" (part, version) VALUES ('entries', 2)`);
    await expect(migrate(place)).rejects.toMatchObject({
      code: 'store_failed',
      retryable: false,
      nextAction: 'Use a newer @sidecar/postgres.',
    });
    await run(`DELETE FROM "${schema}"."newer_migrations" WHERE version = 2`);
    expect(await migrate(place)).toEqual({ applied: [] });
  });

  it('leaves nothing behind when a statement in the middle fails', async () => {
    const place = { connectionString, schema, table: 'half' };
    await migrate({ ...place, table: 'whole' });
    await run(`CREATE TABLE "${schema}"."half_key_id" ()`);
    await expect(migrate(place)).rejects.toMatchObject({ code: 'store_failed' });
    expect(await run('SELECT to_regclass($1) AS found', [`"${schema}"."half"`])).toEqual([{ found: null }]);
    await run(`DROP TABLE "${schema}"."half_key_id"`);
    expect(await migrate(place)).toEqual({ applied: ['entries 1'] });
  });

  it('takes any name for schema and table as it is', async () => {
    const place = { connectionString, schema, table: `"; DROP TABLE users; -- 'é😀` };
    await migrate(place);
    const store = postgresStore(place);
    const version = await store.set('tokens/ada/gmail/default', 'value', undefined);
    expect(await store.get('tokens/ada/gmail/default')).toEqual({ value: 'value', version });
    expect(await store.list('tokens/')).toEqual(['tokens/ada/gmail/default']);
    await store.close?.();
  });

  it('needs no right to make anything where everything is there', async () => {
    const place = { schema, table: 'granted' };
    await migrate({ connectionString, ...place });
    const role = `sidecar_reader_${crypto.randomUUID().slice(0, 8)}`;
    await run(`CREATE ROLE ${role} LOGIN PASSWORD 'for-this-test'`);
    await run(`GRANT USAGE ON SCHEMA "${schema}" TO ${role}`);
    await run(`GRANT SELECT ON "${schema}"."granted_migrations" TO ${role}`);
    const asReader = new URL(connectionString);
    asReader.username = role;
    asReader.password = 'for-this-test';
    try {
      expect(await migrate({ connectionString: asReader.href, ...place })).toEqual({ applied: [] });
    } finally {
      await run(`DROP OWNED BY ${role}`);
      await run(`DROP ROLE ${role}`);
    }
  });

  it.each([
    ['', 'schema'],
    ['x'.repeat(64), 'schema'],
    ['a\0b', 'table'],
    ['x'.repeat(53), 'table'],
  ])('refuses %j as the name of a %s before anything is sent', async (name, what) => {
    await expect(migrate({ connectionString, [what]: name })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(`The name of the ${what}`),
    });
  });
});
