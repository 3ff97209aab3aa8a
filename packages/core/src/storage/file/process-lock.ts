import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SidecarError } from '../../errors.ts';
import { storeProblem } from '../store-problem.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { openLockDatabase } from './lock-database.ts';
import { sqliteCode } from './sqlite.ts';

/**
 * A lock between processes: SQLite's own, which the kernel drops when its holder dies. Opening and closing the
 * file by any other way in this process would drop it too, so lock files are never opened with `fs`, and never
 * deleted while they can be used.
 */
export class ProcessLock {
  readonly #path: string;
  #database: DatabaseSync | undefined;
  #inode: bigint | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Tries once, without waiting. */
  tryAcquire(): boolean {
    // Where the folder was deleted and made again, a lock on the old file excludes nobody.
    if (!this.stillInPlace()) this.close();
    if (!this.#begin()) return false;
    if (this.stillInPlace()) return true;
    this.close();
    return false;
  }

  /** Whether the locked file is still the one that others find under this path. */
  stillInPlace(): boolean {
    return this.#inode !== undefined && this.#inode === inodeOf(this.#path);
  }

  release(): void {
    this.#database?.exec('ROLLBACK');
  }

  /** Closes the file, and with it gives up the lock. */
  close(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#inode = undefined;
  }

  #begin(): boolean {
    try {
      const database = this.#open();
      database?.exec('BEGIN IMMEDIATE');
      return database !== undefined;
    } catch (error) {
      const code = sqliteCode(error);
      if (code === 'busy') return false;
      this.close();
      throw lockFailure(this.#path, error);
    }
  }

  #open(): DatabaseSync | undefined {
    // SQLite does not say which file it opened: it is known where the same one stood there before and after. A new one
    // did not stand there before, and is opened again.
    for (let tries = 0; tries < 2 && !this.#database; tries += 1) {
      const inode = inodeOf(this.#path);
      const database = openLockDatabase(this.#path);
      if (inode !== undefined && inode === inodeOf(this.#path)) {
        this.#database = database;
        this.#inode = inode;
      } else database?.close();
    }
    return this.#database;
  }
}

function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}

/** SQLite only says that it could not; the folder says why. */
function lockFailure(path: string, error: unknown): SidecarError {
  if (SidecarError.isInstance(error)) return error;
  if (sqliteCode(error) === 'full')
    return fileFailure(path, Object.assign(new Error('full'), { code: 'ENOSPC' }));
  if (systemCode(error) !== 'ERR_SQLITE_ERROR') return fileFailure(path, error);
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (reason) {
    return fileFailure(dirname(path), reason);
  }
  return storeProblem('store_failed', {
    problem: `The lock file ${path} cannot be used.`,
    remedy: 'Check the disk and the limit of open files, then try again.',
    cause: error,
  });
}
