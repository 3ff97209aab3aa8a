import { userInfo } from 'node:os';
import { answering, postgresPrograms, startOwnPostgres } from './own-postgres.ts';

/** A server that tests may use, each in a schema of its own; without a `connectionString` there is none. */
export interface FoundPostgres {
  readonly connectionString?: string;
  /** Ends it if it was started for this. */
  readonly close: () => Promise<void>;
}

/** Why tests are skipped; it stands in their titles. */
export const noPostgres = 'skipped: no PostgreSQL, set DATABASE_URL';

/** The server that DATABASE_URL names, else one on this machine, else one that is started for this run. */
export async function findPostgres(): Promise<FoundPostgres> {
  const given = process.env.DATABASE_URL;
  if (given) return { connectionString: given, close: async () => undefined };
  for (const user of new Set([userInfo().username, 'postgres'])) {
    for (const database of ['test', 'postgres']) {
      const connectionString = `postgres://${user}@127.0.0.1:5432/${database}`;
      if (await answering(connectionString, 1)) return { connectionString, close: async () => undefined };
    }
  }
  if (postgresPrograms() === undefined) return { close: async () => undefined };
  const { connectionString, remove } = await startOwnPostgres();
  return { connectionString, close: remove };
}
