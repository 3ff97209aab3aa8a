import { openDatabase } from './database.ts';
import type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
import { postgresProblem } from './postgres-problem.ts';
import { tableNames } from './table-names.ts';

/** How many records one key has sealed. */
export interface SealingKeyUse {
  /** The id that stands in the sealed records and in `wrong_key` errors. */
  readonly keyId: string;
  readonly records: number;
}

/** Which keys of `encrypted()` the records are sealed with: after a rotation it is one. Reads an index only. */
export async function sealingKeysInUse(
  place: PostgresAccess & PostgresPlace,
): Promise<readonly SealingKeyUse[]> {
  const { entries } = tableNames(place);
  const database = openDatabase(place, place);
  try {
    const rows = await database.run({
      text: `SELECT key_id, count(*) AS records FROM ${entries} WHERE key_id IS NOT NULL GROUP BY key_id ORDER BY key_id`,
    });
    return rows.map(({ key_id, records }) => ({ keyId: String(key_id), records: Number(records) }));
  } catch (error) {
    throw postgresProblem(error);
  } finally {
    await database.close();
  }
}
