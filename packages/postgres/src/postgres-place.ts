import type { PostgresPool } from './postgres-pool.ts';

/** Which database: a pool of the host, which stays the host's, or where to connect to. */
export type PostgresAccess = { readonly pool: PostgresPool } | { readonly connectionString: string };

/** Where in the database the entries are, and how long it may take. */
export interface PostgresPlace {
  /** `sidecar` unless given. */
  readonly schema?: string;
  /** `entries` unless given. */
  readonly table?: string;
  /** How long getting a connection may take, in milliseconds: 10,000 unless given. */
  readonly connectTimeoutMs?: number;
  /** How long one statement may take, in milliseconds: 5,000 unless given. */
  readonly statementTimeoutMs?: number;
}
