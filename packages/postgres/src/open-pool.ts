import { SidecarError } from '@sidecar/core';
import type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
import type { PostgresPool } from './postgres-pool.ts';

/** A pool, and how to end it where it is ours. */
export interface OpenPool {
  readonly pool: PostgresPool;
  close(): Promise<void>;
}

/** Room for the first connection through a slow network before the caller's own limit ends the wait. */
const slackMs = 1_000;

/** Takes the host's pool, or makes one; connections are made when the first statement needs them. */
export async function openPool(
  access: PostgresAccess,
  { connectTimeoutMs = 10_000 }: PostgresPlace,
): Promise<OpenPool> {
  if ('pool' in access) return { pool: outlivingErrors(access.pool), close: async () => undefined };
  const Pool = await loadPool();
  const pool = new Pool({
    connectionString: access.connectionString,
    connectionTimeoutMillis: connectTimeoutMs + slackMs,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'sidecar',
  });
  return { pool: outlivingErrors(pool), close: () => pool.end() };
}

/** Refuses what is neither, in words for the person who wrote it. */
export function checkAccess(access: Partial<Record<'pool' | 'connectionString', unknown>>): void {
  if (access.pool !== undefined && access.connectionString !== undefined)
    throw wrongAccess('Give either a pool or a connectionString, not both.');
  if (access.pool === undefined && typeof access.connectionString !== 'string')
    throw wrongAccess('Give { pool }, a Pool of the package pg, or { connectionString }.');
  if (access.pool !== undefined && !isPool(access.pool))
    throw wrongAccess(
      'What was given as pool is none: it needs connect(), on() and listenerCount(), as a Pool of the package pg has them.',
    );
}

/** The first connection that breaks while nobody uses it would end the process. */
function outlivingErrors(pool: PostgresPool): PostgresPool {
  if (pool.listenerCount('error') === 0) pool.on('error', () => undefined);
  return pool;
}

async function loadPool() {
  try {
    return (await import('pg')).default.Pool;
  } catch (cause) {
    const remedy = 'Install it beside @sidecar/postgres: npm install pg';
    throw new SidecarError(
      'not_supported',
      `A connectionString needs the package pg, which cannot be loaded. ${remedy}`,
      { nextAction: remedy, cause },
    );
  }
}

function isPool(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string) => typeof Reflect.get(value, name) === 'function';
  // A single connection, a `Client`, has these as well; it could not be replaced when it breaks.
  return ['connect', 'on', 'listenerCount'].every(has) && !has('escapeLiteral');
}

function wrongAccess(remedy: string) {
  return new SidecarError('invalid_input', `PostgreSQL cannot be reached in this way. ${remedy}`, {
    nextAction: remedy,
  });
}
