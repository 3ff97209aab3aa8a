import pg from 'pg';

/** A schema of a test file's own. */
export interface TemporarySchema {
  readonly schema: string;
  /** Runs SQL as the tests' own user. */
  readonly run: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly drop: () => Promise<void>;
}

/** Names a schema that nobody has, for `migrate` to make; `drop` removes it with all that is in it. */
export function temporarySchema(connectionString: string): TemporarySchema {
  const schema = `sidecar_test_${crypto.randomUUID().replaceAll('-', '')}`;
  const pool = new pg.Pool({ connectionString, max: 2 });
  pool.on('error', () => undefined);
  const run = async (text: string, values?: unknown[]) => (await pool.query(text, values)).rows;
  return {
    schema,
    run,
    drop: async () => {
      await run(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await pool.end();
    },
  };
}
