import type { Database } from './database.ts';
import type { TableNames } from './table-names.ts';

/** Warns once where the role of the store passes over the lock on rows: everything works then, and nothing is locked. */
export function watchRowSecurity(database: Database, { entries }: TableNames): Database {
  let looking: Promise<void> | undefined;
  const look = async () => {
    const [row] = await database.run({
      text: 'SELECT relrowsecurity AND NOT row_security_active(oid) AS unlocked FROM pg_class WHERE oid = to_regclass($1)',
      values: [entries],
    });
    if (row?.unlocked === true) warn();
  };
  return {
    ...database,
    run: async (statement) => {
      looking ??= look().catch(() => {
        // What is wrong with the connection the statement itself will say.
        looking = undefined;
      });
      await looking;
      return database.run(statement);
    },
  };
}

function warn(): void {
  process.emitWarning(
    'The role of the PostgreSQL store is a superuser or has BYPASSRLS: rowSecurity locks nothing for it. Give the app a role without them.',
    { code: 'SIDECAR_POSTGRES_ROWS_UNLOCKED' },
  );
}
