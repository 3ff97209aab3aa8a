import pg from 'pg';
import { migrate } from '../src/index.ts';

/** A migrated table in a schema of its own, and sessions of the tests' own user beside the store. */
export interface TestTable {
  readonly place: { readonly schema: string; readonly table: string };
  /** Quoted, for SQL. */
  readonly name: string;
  run(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Holds a lock on every row until it is released. */
  lockRows(): Promise<{ release(): Promise<void> }>;
  /** Resolves when a statement of such an application waits for a lock; answers its process. */
  waiting(applicationName: string): Promise<number>;
  drop(): Promise<void>;
}

/** Makes one in the database that the tests have found. */
export async function tableOfATest(connectionString: string): Promise<TestTable> {
  const place = { schema: `sidecar_test_${crypto.randomUUID().replaceAll('-', '')}`, table: 'entries' };
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  await migrate({ connectionString, ...place });
  const name = `"${place.schema}"."${place.table}"`;
  const run = async (text: string, values?: unknown[]) => (await pool.query(text, values)).rows;
  return {
    place,
    name,
    run,
    lockRows: async () => {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(`SELECT 1 FROM ${name} FOR UPDATE`);
      return {
        release: async () => {
          await client.query('ROLLBACK');
          client.release();
        },
      };
    },
    waiting: async (applicationName) => {
      for (;;) {
        const [found] = await run(
          `SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'`,
          [applicationName],
        );
        if (found) return Number(found.pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    drop: async () => {
      await run(`DROP SCHEMA IF EXISTS "${place.schema}" CASCADE`);
      await pool.end();
    },
  };
}
