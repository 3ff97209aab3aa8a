import type { Store } from '@sidecar/core';
import { type PostgresStoreOptions, postgresStore } from '../src/index.ts';

/** Opens the store of a test, also in the processes that the suite starts. */
export function openPostgresStore(options: PostgresStoreOptions): Store {
  return postgresStore(options);
}
