import { SidecarError } from '@sidecar/core';
import { sqlState } from './is-repeatable.ts';
import { LimitExceeded } from './within-limit.ts';

interface Problem {
  readonly problem: string;
  readonly remedy: string;
  readonly retryable: boolean;
}

const migrateFirst: Problem = {
  problem: 'The table of the store is missing in the database, or is not what this version expects.',
  remedy: 'Run migrate() of @sidecar/postgres with the same schema and table, then try again.',
  retryable: false,
};
const wrongLogin: Problem = {
  problem: 'PostgreSQL does not let us in.',
  remedy: 'Check user, password and database of the connection.',
  retryable: false,
};

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const problems: Readonly<Record<string, Problem>> = {
  '42P01': migrateFirst,
  '3F000': migrateFirst,
  '42703': migrateFirst,
  '42883': migrateFirst,
  '28P01': wrongLogin,
  '28000': wrongLogin,
  '3D000': wrongLogin,
  '42501': {
    problem:
      'The database role may not do this: it lacks a grant, or row-level security keeps it from rows of other users.',
    remedy:
      'Grant the role what the README of @sidecar/postgres names, and check currentUser if rowSecurity is on.',
    retryable: false,
  },
  '25006': {
    problem: 'This PostgreSQL server takes no writes.',
    remedy: 'Connect to the primary server, not to a replica.',
    retryable: true,
  },
  '54000': {
    problem: 'The key is too long for PostgreSQL.',
    remedy: 'Keep keys below 2,600 bytes.',
    retryable: false,
  },
  '57014': {
    problem: 'PostgreSQL ended the statement because it took too long.',
    remedy: 'Look for locks and load on the database, then try again.',
    retryable: true,
  },
};

/** What a failure of the driver or the server means for a person. Its own words stay behind: hosts, users and values stand in them. */
export function postgresProblem(error: unknown): SidecarError {
  if (SidecarError.isInstance(error)) return error;
  const code = sqlState(error);
  const { problem, remedy, retryable } = problemOf(error, code);
  return new SidecarError('store_failed', `${problem} ${remedy}`, {
    nextAction: remedy,
    retryable,
    ...(code === undefined ? {} : { cause: { name: 'PostgresError', code, message: '' } }),
  });
}

function problemOf(error: unknown, code: string | undefined): Problem {
  if (error instanceof LimitExceeded) return tooSlow(error);
  const known = code === undefined ? undefined : problems[code];
  if (known) return known;
  const isFromServer = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57|E)/.test(code);
  return {
    problem: isFromServer
      ? `PostgreSQL refused the statement (${code}).`
      : 'PostgreSQL could not be reached, or the connection was cut.',
    remedy: isFromServer
      ? 'Look into the log of the server.'
      : 'Check that the server runs and can be reached, then try again.',
    retryable: true,
  };
}

function tooSlow({ waitedFor }: LimitExceeded): Problem {
  return waitedFor === 'connection'
    ? {
        problem: 'No connection to PostgreSQL was free or could be made in time.',
        remedy: 'Check that the server can be reached and that the pool is large enough, then try again.',
        retryable: true,
      }
    : {
        problem: 'PostgreSQL did not answer in time.',
        remedy: 'Look for locks and load on the database, then try again.',
        retryable: true,
      };
}
