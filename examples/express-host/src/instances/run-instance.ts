import { createServer } from 'node:http';
import type { Logger } from '@sidecar/core';
import { encrypted, environmentKey } from '@sidecar/core/crypto';
import { postgresStore } from '@sidecar/postgres';
import pg from 'pg';
import type { DemoUsers } from '../identity/demo-users.ts';
import { PostgresApiKeys } from '../identity/postgres-api-keys.ts';
import { PostgresSessions } from '../identity/postgres-sessions.ts';
import { SignInLimit } from '../identity/sign-in-limit.ts';
import { proveStore } from '../prove-store.ts';
import { serveHost } from '../serve-host.ts';
import { listen } from '../web/listen.ts';
import type { Assignment } from './assignment.ts';

/** One of several processes of the host: everything that they have to agree on is in PostgreSQL. Returns what ends it. */
export async function runInstance(
  assignment: Assignment,
  users: DemoUsers,
  logger: Logger,
): Promise<() => Promise<void>> {
  const { databaseUrl: connectionString, schema, publicUrl, places, instance } = assignment;
  const pool = new pg.Pool({ connectionString, options: `-c search_path=${schema}` });
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', (error) => logger.warn(`A connection of the database broke: ${error.message}`));
  const sealed = encrypted(postgresStore({ pool, schema }), environmentKey());
  const server = createServer();
  const store = await proveStore(sealed);
  const end = serveHost({
    server,
    publicUrl,
    places,
    store,
    logger,
    instance,
    users,
    sessions: new PostgresSessions(pool),
    apiKeys: new PostgresApiKeys(pool),
    signInLimit: new SignInLimit(),
  });
  await listen(server, assignment.port);
  return async () => {
    await end();
    await pool.end();
  };
}
