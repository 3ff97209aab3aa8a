export type { Migrated, MigrateOptions } from './migrate.ts';
export { migrate } from './migrate.ts';
export type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
export type { PostgresClient, PostgresPool, Statement } from './postgres-pool.ts';
export type { PostgresStoreOptions } from './postgres-store.ts';
export { postgresStore } from './postgres-store.ts';
export type { RowSecurity } from './row-security.ts';
export type { SealingKeyUse } from './sealing-keys-in-use.ts';
export { sealingKeysInUse } from './sealing-keys-in-use.ts';
