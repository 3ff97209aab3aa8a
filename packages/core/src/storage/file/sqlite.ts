import type { DatabaseSync } from 'node:sqlite';
import { storeProblem } from '../store-problem.ts';

type Sqlite = typeof import('node:sqlite');

/** Opens a SQLite database without Node's note that its SQLite module is experimental; other warnings pass. */
export function openSqlite(path: string): DatabaseSync {
  const { DatabaseSync } = sqliteModule();
  return new DatabaseSync(path);
}

/** SQLite's basic result codes, as far as they mean something to us; see https://sqlite.org/rescode.html */
const codes: Readonly<Record<number, 'busy' | 'full' | 'not_a_database'>> = {
  5: 'busy',
  13: 'full',
  26: 'not_a_database',
};

/** What an error of SQLite says, if it is one that we know. */
export function sqliteCode(error: unknown) {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  // Extended result codes carry the basic one in their lowest byte.
  return typeof error.errcode === 'number' ? codes[error.errcode % 256] : undefined;
}

function sqliteModule(): Sqlite {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (isSqliteNote(warning, rest[0])) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    // Loaded synchronously, so that nothing else can warn meanwhile.
    return process.getBuiltinModule('node:sqlite');
  } catch (cause) {
    throw storeProblem('not_supported', {
      problem: 'This Node has no SQLite module.',
      remedy: 'Use Node 22.13 or later.',
      cause,
    });
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isSqliteNote(warning: string | Error, type: unknown): boolean {
  return type === 'ExperimentalWarning' && String(warning).includes('SQLite');
}
