import type { Store } from '@sidecar/core';
import { openDatabase } from './database.ts';
import type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
import { postgresProblem } from './postgres-problem.ts';
import type { RowSecurity } from './row-security.ts';
import { checkKey, storableText, storedText } from './storable-text.ts';
import { plainStatements, userStatements } from './store-statements.ts';
import { StoredEntries } from './stored-entries.ts';
import { tableNames } from './table-names.ts';
import { watchRowSecurity } from './watch-row-security.ts';

/** How a store over PostgreSQL is opened. */
export type PostgresStoreOptions = PostgresAccess &
  PostgresPlace & {
    /** Runs every statement as a user; `migrate` needs `rowSecurity: true` as well. */
    readonly rowSecurity?: RowSecurity;
  };

/** Keeps everything in one table of a PostgreSQL database, which `migrate` makes. `close` ends only a pool that the store made itself. */
export function postgresStore(options: PostgresStoreOptions): Store {
  const names = tableNames(options);
  const { rowSecurity } = options;
  const database = openDatabase(options, options);
  const entries = rowSecurity
    ? new StoredEntries(watchRowSecurity(database, names), userStatements(names, rowSecurity))
    : new StoredEntries(database, plainStatements(names));
  return {
    get: (key) =>
      explained(async () => {
        checkKey(key);
        const entry = await entries.read(key);
        return entry && { value: storedText(entry.value), version: entry.version };
      }),
    set: (key, value, replaces) =>
      explained(async () => {
        checkKey(key);
        const version = crypto.randomUUID();
        const isWritten = await entries.write({ key, value: storableText(value), version, replaces });
        return isWritten ? version : undefined;
      }),
    delete: (key, version) =>
      explained(async () => {
        checkKey(key);
        return entries.remove(key, version);
      }),
    list: (prefix, after = '') =>
      explained(async () => {
        checkKey(prefix);
        checkKey(after);
        return entries.list(prefix, after);
      }),
    close: () => explained(() => database.close()),
  };
}

async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw postgresProblem(error);
  }
}
