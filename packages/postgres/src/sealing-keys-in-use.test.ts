import { randomBytes } from 'node:crypto';
import { encrypted, rotateKeys } from '@sidecar/core/crypto';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestTable, tableOfATest } from '../test/table-of-a-test.ts';
import { postgresStore, sealingKeysInUse } from './index.ts';

const { connectionString = '', close } = await findPostgres();
const isMissing = connectionString === '';

describe.skipIf(isMissing)(`sealingKeysInUse${isMissing ? ` (${noPostgres})` : ''}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await tableOfATest(connectionString);
  });
  afterAll(async () => {
    await table.drop();
    await close();
  });

  it('counts the records of each key, so that a rotation is seen to be complete', async () => {
    const place = { connectionString, ...table.place };
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const plain = postgresStore(place);
    const before = encrypted(plain, oldKey);
    for (const user of ['ada', 'grace', 'mary'])
      await before.set(`tokens/${user}/gmail/default`, 'token', undefined);
    await plain.set('config/ada', 'sc1.not sealed at all', undefined);
    const after = encrypted(plain, [newKey, oldKey]);
    await after.set('tokens/katherine/gmail/default', 'token', undefined);
    const counts = async () => (await sealingKeysInUse(place)).map(({ records }) => records).sort();
    expect(await counts()).toEqual([1, 3]);
    await rotateKeys(after);
    expect(await counts()).toEqual([4]);
    expect((await encrypted(plain, newKey).get('tokens/ada/gmail/default'))?.value).toBe('token');
    await plain.close?.();
  });
});
