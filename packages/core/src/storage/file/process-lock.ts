import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { storeProblem } from '../store-problem.ts';
import { openSqlite } from './sqlite.ts';

/** SQLite's result code for "another connection holds the lock". */
const busy = 5;

/**
 * A lock between processes: SQLite's own, which the kernel drops when its holder dies. Opening and closing the
 * file by any other way in this process would drop it too, so lock files are never opened with `fs`, and never deleted.
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
      this.#database ??= this.#open();
      this.#database.exec('BEGIN IMMEDIATE');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      this.close();
      throw storeProblem('store_failed', {
        problem: `The lock file ${this.#path} cannot be used.`,
        remedy: 'Check that its folder exists on a local disk and can be written by this user.',
        cause: error,
      });
    }
  }

  #open(): DatabaseSync {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const database = openSqlite(this.#path);
    // SQLite would leave the mode to the umask. Changing it by path opens nothing.
    chmodSync(this.#path, 0o600);
    this.#inode = inodeOf(this.#path);
    return database;
  }
}

function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    // Extended result codes carry the basic one in their lowest byte.
    error.errcode % 256 === busy
  );
}
