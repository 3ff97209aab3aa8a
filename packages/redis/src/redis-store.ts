import { SidecarError, type Store } from '@sidecar/core';
import { RedisSession } from './redis-session.ts';
import { checkedOptions, type RedisStoreOptions } from './redis-store-options.ts';
import { deleteScript } from './scripts/delete-script.ts';
import { listScript } from './scripts/list-script.ts';
import { readScript } from './scripts/read-script.ts';
import { writeScript } from './scripts/write-script.ts';

/** Keeps everything in Redis (6.2 or later, or Valkey) or in a Redis cluster, through the optional package ioredis. */
export function redisStore(options: RedisStoreOptions): Store {
  const session = new RedisSession(checkedOptions(options));
  return {
    get: async (key) => {
      const [outcome, version, value] = await session.run(readScript, checkedText(key), [key]);
      return outcome === 'found' ? { value: String(value), version: String(version) } : undefined;
    },
    set: async (key, value, replaces) => {
      // For the script, an empty version is that of a key that does not exist.
      if (replaces === '') return undefined;
      // Made here, so that the same write sent twice is known for what it is.
      const version = crypto.randomUUID();
      const values = [key, replaces ?? '', version, checkedText(value)];
      const [outcome] = await session.run(writeScript, checkedText(key), values);
      return outcome === 'done' ? version : undefined;
    },
    delete: async (key, version) => {
      const values = [key, version, crypto.randomUUID()];
      const [outcome] = await session.run(deleteScript, checkedText(key), values);
      return outcome === 'done';
    },
    list: async (prefix, after) => {
      const [, keys] = await session.run(listScript, undefined, [firstOfPage(prefix, after), prefix]);
      return Array.isArray(keys) ? keys.map(String) : [];
    },
    close: () => session.close(),
  };
}

/** Where a page begins, as ZRANGEBYLEX wants it: at the prefix or behind the last key of the page before, whichever is later. */
function firstOfPage(prefix: string, after: string | undefined): string {
  if (after !== undefined && Buffer.compare(Buffer.from(after), Buffer.from(prefix)) >= 0) return `(${after}`;
  // The index begins with the id of the store, which is no key.
  return prefix === '' ? '[\u0001' : `[${prefix}`;
}

/** Half a character has no UTF-8: it would come back as something else. */
function checkedText(text: string): string {
  if (typeof text === 'string' && text.isWellFormed()) return text;
  throw new SidecarError('invalid_input', 'Keys and values of a store have to be texts of whole characters.');
}
