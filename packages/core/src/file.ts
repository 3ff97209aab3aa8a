export type { FileStoreOptions } from './storage/file/file-store.ts';
export { fileStore } from './storage/file/file-store.ts';
export type { IntegrationsMigration } from './storage/file/migrate-integrations.ts';
