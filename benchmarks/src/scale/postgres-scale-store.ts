import { randomBytes } from 'node:crypto';
import { migrate, postgresStore } from '@sidecar/postgres';
import pg from 'pg';
import type { ScaleStore } from './scale-store.ts';

/** PostgreSQL, in a schema of its own. */
export async function postgresScaleStore(connectionString: string): Promise<ScaleStore> {
  let statements = 0;
  class CountingClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: pg has eight signatures of it, and all are passed on
    override query(...given: any[]): any {
      statements += 1;
      return super.query(...(given as Parameters<pg.Client['query']>));
    }
  }
  const pool = new pg.Pool({ connectionString, Client: CountingClient });
  const schema = `sidecar_bench_${randomBytes(4).toString('hex')}`;
  await migrate({ pool, schema });
  let connections = 0;
  pool.on('acquire', () => {
    connections = Math.max(connections, pool.totalCount - pool.idleCount);
  });
  return {
    open: () => postgresStore({ pool, schema }),
    statements: () => statements,
    connections: () => connections,
    remove: async () => {
      await pool.query(`drop schema ${schema} cascade`);
      await pool.end();
    },
  };
}
