import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { makeFolder } from './make-folder.ts';
import { openSqlite, sqliteCode } from './sqlite.ts';
import { removeQuietly } from './temporary-file.ts';

/** Opens the SQLite database that serves as a lock, and makes it where it is missing. Undefined when it was damaged or removed meanwhile: the next try makes a new one. */
export function openLockDatabase(path: string): DatabaseSync | undefined {
  makeFolder(dirname(path));
  const database = openSqlite(path);
  try {
    prepare(database, path);
    return database;
  } catch (error) {
    database.close();
    if (sqliteCode(error) === 'not_a_database') removeQuietly(path);
    if (!statSync(path, { throwIfNoEntry: false })) return undefined;
    throw error;
  }
}

/** Whatever is done to the file here is done by its name: opening it with `fs` would drop the locks on it. */
function prepare(database: DatabaseSync, path: string): void {
  // A file that cannot be written opens too, but then a lock on it excludes nobody.
  accessSync(path, constants.W_OK);
  // Nothing in it is worth waiting for the disk; a lost file is made again.
  database.exec('PRAGMA synchronous = OFF');
  if (statSync(path).size === 0) makeNotEmpty(database, path);
  // Reads the header, so that a damaged file is noticed now.
  database.exec('PRAGMA user_version');
}

/** Locking an empty database writes a journal every time; one page in it makes locking ten times faster. */
function makeNotEmpty(database: DatabaseSync, path: string): void {
  // SQLite would leave the mode to the umask.
  chmodSync(path, 0o600);
  database.exec('PRAGMA user_version = 1');
}
