import { SidecarError } from '@sidecar/core';
import { type Database, openDatabase } from './database.ts';
import { type MigrationPart, migrations } from './migrations.ts';
import type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
import { postgresProblem } from './postgres-problem.ts';
import { type TableNames, tableNames } from './table-names.ts';

/** What is set up, and where. */
export type MigrateOptions = PostgresAccess &
  PostgresPlace & {
    /** Also locks rows to their users, for stores with `rowSecurity`. It is not taken back by leaving it out later. */
    readonly rowSecurity?: boolean;
  };

/** What a run of `migrate` has changed. */
export interface Migrated {
  /** Such as `entries 1`; empty when everything was there. */
  readonly applied: readonly string[];
}

type Run = Database['run'];

/** Others may hold the lock that long. */
const usualTimeoutMs = 60_000;

/**
 * Makes the table, or brings it to the form that this version needs. Forward only, in one transaction; any number of
 * processes may do it at once. A table that is newer than this version knows is refused and left as it is.
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const names = tableNames(options);
  const database = openDatabase(options, { statementTimeoutMs: usualTimeoutMs, ...options });
  const parts: readonly MigrationPart[] = options.rowSecurity ? ['entries', 'row_security'] : ['entries'];
  try {
    return await database.session((run) => migrateInTransaction(run, names, parts));
  } catch (error) {
    throw postgresProblem(error);
  } finally {
    await database.close();
  }
}

async function migrateInTransaction(
  run: Run,
  names: TableNames,
  parts: readonly MigrationPart[],
): Promise<Migrated> {
  // In a stricter isolation we would not see what others did while we waited for the lock. It is on the schema, which is made as well.
  await run({ text: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE' });
  await run({
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`sidecar ${names.schema}`],
  });
  const applied: string[] = [];
  const versions = await installedVersions(run, names);
  refuseNewer(versions, names);
  for (const part of parts) {
    for (const [index, migration] of migrations[part].entries()) {
      const version = index + 1;
      if (version <= (versions.get(part) ?? 0)) continue;
      for (const text of migration(names)) await run({ text });
      await run({
        text: `INSERT INTO ${names.migrations} (part, version) VALUES ($1, $2)`,
        values: [part, version],
      });
      applied.push(`${part} ${version}`);
    }
  }
  await run({ text: 'COMMIT' });
  return { applied };
}

/** Who may not make anything can still find that there is nothing to do. */
async function installedVersions(run: Run, names: TableNames): Promise<ReadonlyMap<string, number>> {
  const [found] = await run({
    text: 'SELECT to_regclass($1) IS NOT NULL AS "isThere"',
    values: [names.migrations],
  });
  if (found?.isThere !== true) await makeMigrations(run, names);
  const rows = await run({
    text: `SELECT part, max(version) AS version FROM ${names.migrations} GROUP BY part`,
  });
  return new Map(rows.map(({ part, version }) => [String(part), Number(version)]));
}

async function makeMigrations(run: Run, names: TableNames): Promise<void> {
  const [encoding] = await run({ text: "SELECT current_setting('server_encoding') AS name" });
  if (encoding?.name !== 'UTF8') throw wrongEncoding(String(encoding?.name));
  const [found] = await run({
    text: 'SELECT to_regnamespace($1) IS NOT NULL AS "isThere"',
    values: [names.schema],
  });
  // IF NOT EXISTS would ask for the right to make schemas also where there is nothing to make.
  if (found?.isThere !== true) await run({ text: `CREATE SCHEMA IF NOT EXISTS ${names.schema}` });
  await run({
    text: `CREATE TABLE ${names.migrations} (
      part text NOT NULL,
      version integer NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (part, version)
    )`,
  });
}

function refuseNewer(versions: ReadonlyMap<string, number>, { plain }: TableNames): void {
  const known: ReadonlyMap<string, number> = new Map(
    Object.entries(migrations).map(([part, list]) => [part, list.length]),
  );
  for (const [part, version] of versions) {
    if (version <= (known.get(part) ?? 0)) continue;
    const remedy = 'Use a newer @sidecar/postgres.';
    throw new SidecarError(
      'store_failed',
      `The table ${plain} was set up by a newer version of @sidecar/postgres (${part} ${version}). It was left as it is. ${remedy}`,
      { nextAction: remedy, retryable: false },
    );
  }
}

function wrongEncoding(name: string): SidecarError {
  const remedy = 'Use a database with the encoding UTF8.';
  return new SidecarError(
    'store_failed',
    `The database keeps texts as ${name}, which has no room for every character. ${remedy}`,
    { nextAction: remedy, retryable: false },
  );
}
