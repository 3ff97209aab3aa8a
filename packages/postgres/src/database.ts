import { SidecarError } from '@sidecar/core';
import { checkAccess, type OpenPool, openPool } from './open-pool.ts';
import type { PostgresAccess, PostgresPlace } from './postgres-place.ts';
import type { PostgresClient, PostgresPool, Statement } from './postgres-pool.ts';
import { LimitExceeded, withinLimit } from './within-limit.ts';

/** Rows as they come from the driver. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Runs statements within limits; a connection is held for one statement, or for what a session does. */
export interface Database {
  run(statement: Statement): Promise<Rows>;
  /** Several statements on one connection, which does not go back to the pool when one fails. */
  session<Result>(work: (run: Database['run']) => Promise<Result>): Promise<Result>;
  /** Ends the pool if it is ours. */
  close(): Promise<void>;
}

/** A database behind a pool. Nothing is connected before the first statement. */
export function openDatabase(access: PostgresAccess, place: PostgresPlace = {}): Database {
  checkAccess(access);
  const { connectTimeoutMs = 10_000, statementTimeoutMs = 5_000 } = place;
  let opening: Promise<OpenPool> | undefined;
  let closing: Promise<void> | undefined;

  function open(): Promise<OpenPool> {
    if (closing) return Promise.reject(closedError());
    opening ??= openPool(access, place).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function session<Result>(work: (run: Database['run']) => Promise<Result>): Promise<Result> {
    const { pool } = await open();
    const client = await connected(pool, connectTimeoutMs);
    // Without a listener a connection that breaks would end the process.
    const ignore = () => undefined;
    client.on('error', ignore);
    try {
      const result = await work((statement) => rowsOf(client, statement, statementTimeoutMs));
      client.removeListener('error', ignore);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  return {
    run: (statement) => session((run) => run(statement)),
    session,
    close: () => {
      closing ??= Promise.resolve(opening?.catch(() => undefined)).then((opened) => opened?.close());
      return closing;
    },
  };
}

function closedError(): SidecarError {
  const remedy = 'Open a new store with postgresStore().';
  return new SidecarError('store_failed', `The store was closed. ${remedy}`, {
    nextAction: remedy,
    retryable: false,
  });
}

async function connected(pool: PostgresPool, limitMs: number): Promise<PostgresClient> {
  const coming = pool.connect();
  try {
    return await withinLimit(coming, { waitedFor: 'connection', limitMs });
  } catch (error) {
    // Who comes too late serves the next one.
    if (error instanceof LimitExceeded)
      coming.then(
        (client) => client.release(),
        () => undefined,
      );
    throw error;
  }
}

async function rowsOf(client: PostgresClient, statement: Statement, limitMs: number): Promise<Rows> {
  const { text, values = [] } = statement;
  const answer = client.query({ text, values: [...values] });
  const { rows } = await withinLimit(answer, { waitedFor: 'statement', limitMs });
  return rows;
}
