import { migrate } from '@sidecar/postgres';
import pg from 'pg';

const tables = `
  create table if not exists host_sessions (
    id_hash text primary key,
    user_name text not null,
    expires_at timestamptz not null,
    notice jsonb
  );
  create table if not exists host_api_keys (user_name text primary key, key_hash text not null unique);
`;

/** Makes the tables of Sidecar's store and those of this host. `fresh` throws away what an earlier sandbox left. */
export async function prepareDatabase(
  connectionString: string,
  { schema, fresh }: { readonly schema: string; readonly fresh: boolean },
): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1, options: `-c search_path=${schema}` });
  try {
    await connect(pool);
    if (fresh) await pool.query(`drop schema if exists ${schema} cascade`);
    await migrate({ pool, schema });
    await pool.query(tables);
  } finally {
    await pool.end();
  }
}

/** Says what to do before anything else is tried; a driver's error may hold the password. */
async function connect(pool: pg.Pool): Promise<void> {
  try {
    (await pool.connect()).release();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new Error(`PostgreSQL cannot be reached${code}. Check DATABASE_URL, and that the server runs.`, {
      cause,
    });
  }
}

/** Removes everything that the host kept in a schema. */
export async function removeSchema(connectionString: string, schema: string): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: 1 });
  try {
    await pool.query(`drop schema if exists ${schema} cascade`);
  } finally {
    await pool.end();
  }
}
