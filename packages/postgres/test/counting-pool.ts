import type pg from 'pg';
import type { PostgresPool } from '../src/index.ts';

/** A pool that notes each statement, and how many connections are out at the moment. */
export interface CountingPool extends PostgresPool {
  readonly statements: string[];
  readonly held: number;
}

/** Wraps the pool of a host. */
export function countingPool(pool: pg.Pool): CountingPool {
  const statements: string[] = [];
  let held = 0;
  return {
    statements,
    get held() {
      return held;
    },
    connect: async () => {
      const client = await pool.connect();
      held += 1;
      return {
        query: (statement) => {
          statements.push(statement.text);
          return client.query(statement);
        },
        release: (isBroken) => {
          held -= 1;
          client.release(isBroken);
        },
        on: (event, listener) => client.on(event, listener),
        removeListener: (event, listener) => client.removeListener(event, listener),
      };
    },
    on: (event, listener) => pool.on(event, listener),
    listenerCount: (event) => pool.listenerCount(event),
  };
}
