export { findPostgres, noPostgres } from './find-postgres.ts';
export { postgresPrograms, startOwnPostgres } from './own-postgres.ts';
