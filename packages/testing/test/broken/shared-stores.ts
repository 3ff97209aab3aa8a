// Opened by other processes too: each export makes a store over a folder, with one fault.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Lease, Leases, Store, StoredValue } from '@sidecar/core';

type Entries = Record<string, StoredValue>;

/** A right store, whose parts the broken ones replace. */
export function rightStore(folder: string): Store {
  const database = new DatabaseSync(join(folder, 'store.sqlite'));
  database.exec(`PRAGMA busy_timeout = 10000;
    CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT, version TEXT)`);
  const select = database.prepare('SELECT value, version FROM entries WHERE key = ?');
  const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const update = database.prepare('UPDATE entries SET value = ?, version = ? WHERE key = ? AND version = ?');
  const remove = database.prepare('DELETE FROM entries WHERE key = ? AND version = ?');
  const page = database.prepare(
    'SELECT key FROM entries WHERE key > ? AND key >= ? AND key < ? || char(1114111) ORDER BY key',
  );
  return {
    get: async (key) => {
      const row = select.get(key);
      return row && { value: String(row.value), version: String(row.version) };
    },
    set: async (key, value, replaces) => {
      const version = randomUUID();
      const { changes } =
        replaces === undefined ? insert.run(key, value, version) : update.run(value, version, key, replaces);
      return changes === 1 ? version : undefined;
    },
    delete: async (key, version) => remove.run(key, version).changes === 1,
    list: async (prefix, after = '') => page.all(after, prefix, prefix).map((row) => String(row.key)),
    close: async () => database.close(),
  };
}

/** Right in one process: all entries in one object, which `load` and `save` bring to the disk. */
function inOneFile(load: () => Entries, save: (entries: Entries) => void | Promise<void>): Store {
  return {
    get: async (key) => load()[key],
    set: async (key, value, replaces) => {
      const entries = load();
      if (entries[key]?.version !== replaces) return undefined;
      const version = randomUUID();
      entries[key] = { value, version };
      await save(entries);
      return version;
    },
    delete: async (key, version) => {
      const entries = load();
      if (entries[key]?.version !== version) return false;
      delete entries[key];
      await save(entries);
      return true;
    },
    list: async (prefix, after = '') =>
      Object.keys(load())
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort(),
  };
}

function readEntries(folder: string): Entries {
  const file = join(folder, 'store.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function writeEntries(folder: string, entries: Entries): void {
  const temporary = join(folder, `${randomUUID()}.tmp`);
  writeFileSync(temporary, JSON.stringify(entries));
  renameSync(temporary, join(folder, 'store.json'));
}

/** Reads its file when it is opened, and then only from memory. */
export function cachedFile(folder: string): Store {
  const entries = readEntries(folder);
  return inOneFile(
    () => entries,
    () => writeEntries(folder, entries),
  );
}

/** Reads and writes one file, with nothing that keeps other processes out in between. */
export function unlockedFile(folder: string): Store {
  return inOneFile(
    () => readEntries(folder),
    (entries) => writeEntries(folder, entries),
  );
}

/** Looks up a key once and remembers what it found, as a layer before a slow database does. */
export function rememberedReads(folder: string): Store {
  const inner = rightStore(folder);
  const known = new Map<string, StoredValue | undefined>();
  return {
    ...inner,
    get: async (key) => {
      if (!known.has(key)) known.set(key, await inner.get(key));
      return known.get(key);
    },
    set: async (key, value, replaces) => {
      const version = await inner.set(key, value, replaces);
      known.delete(key);
      return version;
    },
  };
}

/** Answers at once and writes a moment later, several changes together. */
export function lateWriter(folder: string): Store {
  const entries = readEntries(folder);
  let isPlanned = false;
  async function writeLater(): Promise<void> {
    isPlanned = true;
    await setTimeout(100);
    isPlanned = false;
    writeEntries(folder, entries);
  }
  return inOneFile(
    () => entries,
    () => {
      if (!isPlanned) void writeLater();
    },
  );
}

/** Names its entries by a key that the first process makes when it finds none; on the way there it waits. */
export function ownKeyEach(folder: string): Store {
  const inner = rightStore(folder);
  const file = join(folder, 'key');
  let opening: Promise<string> | undefined;
  async function open(): Promise<string> {
    if (existsSync(file)) return readFileSync(file, 'utf8');
    // Deriving a key takes its time.
    await setTimeout(150);
    const key = randomBytes(8).toString('hex');
    writeFileSync(file, key);
    return key;
  }
  const key = () => {
    opening ??= open();
    return opening;
  };
  return {
    ...inner,
    set: async (place, value, replaces) => inner.set(`${await key()} ${place}`, value, replaces),
    get: async (place) => inner.get(`${await key()} ${place}`),
    delete: async (place, version) => inner.delete(`${await key()} ${place}`, version),
    list: async (prefix, after) => {
      const start = `${await key()} `;
      const page = await inner.list(start + prefix, after && start + after);
      return page.map((place) => place.slice(start.length));
    },
  };
}

/** Leases in lock files; `isFree` judges the file of another holder. */
function fileLeases(
  folder: string,
  isFree: (content: { pid: number; until: number; owner: string }, file: string) => boolean,
  { isCareless = false } = {},
): Leases {
  return {
    async acquire(name, ttlMs): Promise<Lease | undefined> {
      mkdirSync(join(folder, 'locks'), { recursive: true });
      const file = join(folder, 'locks', `${encodeURIComponent(name)}.lock`);
      const owner = randomUUID();
      const content = () => JSON.stringify({ pid: process.pid, until: Date.now() + ttlMs, owner });
      const found = readLock(file);
      if (found && !isFree(found, file)) return undefined;
      if (found) rmSync(file, { force: true });
      try {
        writeFileSync(file, content(), { flag: 'wx' });
      } catch {
        return undefined;
      }
      const isOurs = () => isCareless || readLock(file)?.owner === owner;
      return {
        renew: async () => {
          if (!isOurs()) return false;
          if (!isCareless) writeFileSync(file, content());
          return true;
        },
        release: async () => {
          if (isOurs()) rmSync(file, { force: true });
        },
      };
    },
  };
}

function readLock(file: string): { pid: number; until: number; owner: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Excludes others by a variable of its process. */
export function leasesInMemory(folder: string): Store {
  const held = new Set<string>();
  const leases: Leases = {
    acquire: async (name) => {
      if (held.has(name)) return undefined;
      held.add(name);
      return { renew: async () => held.has(name), release: async () => void held.delete(name) };
    },
  };
  return { ...rightStore(folder), leases };
}

/** Excludes others by a file that only its maker removes. */
export function lockFileForEver(folder: string): Store {
  return { ...rightStore(folder), leases: fileLeases(folder, () => false) };
}

/** Takes a lock for free when the process that made it is gone. */
export function lockFileWithPid(folder: string): Store {
  return { ...rightStore(folder), leases: fileLeases(folder, ({ pid }) => !isRunning(pid)) };
}

/** Takes a lock for free when the time that its maker wrote into it is over. */
export function lockFileWithTime(folder: string): Store {
  return { ...rightStore(folder), leases: fileLeases(folder, ({ until }) => until < Date.now()) };
}

/** Sees that a holder is silent, but has holders renew and release whatever there is. */
export function carelessHolder(folder: string): Store {
  const seen = new Map<string, number>();
  const isSilent = (_: unknown, file: string) => {
    const first = seen.get(file) ?? performance.now();
    seen.set(file, first);
    return performance.now() - first > 2_000;
  };
  return { ...rightStore(folder), leases: fileLeases(folder, isSilent, { isCareless: true }) };
}
