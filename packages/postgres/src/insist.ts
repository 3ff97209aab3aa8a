import { systemClock } from '@sidecar/core';
import type { Database, Rows } from './database.ts';
import { isRepeatable } from './is-repeatable.ts';
import type { Statement } from './postgres-pool.ts';

/** Long enough to outlast connections of the pool that a restart has ended, and a quick restart itself. */
const pausesMs: readonly number[] = [0, 100, 400, 1_000];

/** What a statement answered, and whether an attempt before may have been carried out already. */
export interface Insisted {
  readonly rows: Rows;
  readonly isRepeated: boolean;
}

/** Runs a statement again where the connection failed, a few times. Rejects with the driver's last error. */
export async function insist(database: Database, statement: Statement): Promise<Insisted> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return { rows: await database.run(statement), isRepeated: attempt > 0 };
    } catch (error) {
      const pauseMs = pausesMs[attempt];
      if (pauseMs === undefined || !isRepeatable(error)) throw error;
      await systemClock.sleep(pauseMs);
    }
  }
}
