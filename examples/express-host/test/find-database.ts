import { userInfo } from 'node:os';
import pg from 'pg';

/** Why tests are skipped; it stands in their titles. */
export const noDatabase = 'skipped: no PostgreSQL, set DATABASE_URL';

/** A database for tests: the one of DATABASE_URL, else one on this machine; undefined where there is none. */
export async function findDatabase(): Promise<string | undefined> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  for (const user of new Set([userInfo().username, 'postgres'])) {
    for (const database of ['test', 'postgres']) {
      const connectionString = `postgres://${user}@127.0.0.1:5432/${database}`;
      if (await answers(connectionString)) return connectionString;
    }
  }
  return undefined;
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
