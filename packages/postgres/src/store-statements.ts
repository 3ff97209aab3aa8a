import type { Statement } from './postgres-pool.ts';
import type { RowSecurity } from './row-security.ts';
import { rowUser } from './row-security.ts';
import type { TableNames } from './table-names.ts';

/** A write that names its own version, so that it can be recognised when its answer was lost. */
export interface Write {
  readonly key: string;
  readonly value: string;
  readonly version: string;
  readonly replaces: string | undefined;
}

/** The statements of a store; each method is one statement in one round trip. */
export interface StoreStatements {
  get(key: string): Statement;
  /** Answers one row when it wrote. */
  set(write: Write): Statement;
  /** Answers one row when it deleted. */
  remove(key: string, version: string): Statement;
  list(prefix: string, after: string): Statement;
}

const pageSize = 1_000;
/** Behind every key that begins with the prefix: the last character there is. */
const lastCharacter = '\u{10FFFF}';

/** Statements on the table itself. */
export function plainStatements({ entries }: TableNames): StoreStatements {
  return {
    get: (key) => ({ text: `SELECT value, version FROM ${entries} WHERE key = $1`, values: [key] }),
    set: ({ key, value, version, replaces }) =>
      replaces === undefined
        ? {
            text: `INSERT INTO ${entries} (key, value, version) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING RETURNING version`,
            values: [key, value, version],
          }
        : {
            text: `UPDATE ${entries} SET value = $2, version = $3, written_at = now() WHERE key = $1 AND version = $4 RETURNING version`,
            values: [key, value, version, replaces],
          },
    remove: (key, version) => ({
      text: `DELETE FROM ${entries} WHERE key = $1 AND version = $2 RETURNING version`,
      values: [key, version],
    }),
    list: (prefix, after) => ({
      text: `SELECT key FROM ${entries} WHERE key >= $1 AND key > $2 AND key < $3 ORDER BY key LIMIT ${pageSize}`,
      values: [prefix, after, prefix + lastCharacter],
    }),
  };
}

/** The same through functions that first say whose request it is, in the same round trip. */
export function userStatements(names: TableNames, { currentUser }: RowSecurity): StoreStatements {
  const user = () => rowUser(currentUser());
  return {
    get: (key) => ({ text: `SELECT value, version FROM ${names.get}($1, $2)`, values: [user(), key] }),
    set: ({ key, value, version, replaces }) => ({
      text: `SELECT version FROM ${names.set}($1, $2, $3, $4, $5)`,
      values: [user(), key, value, version, replaces ?? null],
    }),
    remove: (key, version) => ({
      text: `SELECT version FROM ${names.remove}($1, $2, $3)`,
      values: [user(), key, version],
    }),
    list: (prefix, after) => ({
      text: `SELECT key FROM ${names.list}($1, $2, $3, $4, ${pageSize})`,
      values: [user(), prefix, after, prefix + lastCharacter],
    }),
  };
}
