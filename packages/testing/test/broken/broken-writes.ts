import { createHash, randomUUID } from 'node:crypto';
import type { Store } from '@sidecar/core';
import type { BrokenStore } from './broken-store.ts';
import { rightStore } from './right-store.ts';

type Entries = ReturnType<typeof rightStore>['entries'];

/** A right store with another way to write. */
function withSet(write: (entries: Entries) => Store['set']): Store {
  const inner = rightStore();
  return { ...inner, set: write(inner.entries) };
}

/** A right store with another way to make versions. */
function withVersions(versionOf: (before: string | undefined, value: string) => string): Store {
  return withSet((entries) => async (key, value, replaces) => {
    const before = entries.get(key)?.version;
    if (before !== replaces) return undefined;
    const version = versionOf(before, value);
    entries.set(key, { value, version });
    return version;
  });
}

const pause = (durationMs: number) => new Promise((resolve) => setTimeout(resolve, durationMs));

/** Stores that compare or write in a wrong way. */
export const brokenWrites: readonly BrokenStore[] = [
  {
    fault: 'writes whatever comes, without a look at the version',
    breaks: ['no-blind-write', 'one-winner', 'no-return-of-the-deleted', 'one-owner'],
    create: () =>
      withSet((entries) => async (key, value) => {
        const version = randomUUID();
        entries.set(key, { value, version });
        return version;
      }),
  },
  {
    fault: 'takes a missing version for "I do not mind"',
    breaks: ['no-blind-write'],
    create: () =>
      withSet((entries) => async (key, value, replaces) => {
        if (replaces && entries.get(key)?.version !== replaces) return undefined;
        const version = randomUUID();
        entries.set(key, { value, version });
        return version;
      }),
  },
  {
    fault: 'compares versions only where there is an entry, as an upsert does',
    breaks: ['no-return-of-the-deleted'],
    create: () =>
      withSet((entries) => async (key, value, replaces) => {
        const before = entries.get(key);
        if (before && before.version !== replaces) return undefined;
        const version = randomUUID();
        entries.set(key, { value, version });
        return version;
      }),
  },
  {
    fault: 'answers a refused write with the present version',
    breaks: ['no-blind-write', 'one-winner'],
    create: () => {
      const inner = rightStore();
      return {
        ...inner,
        set: async (key, value, replaces) =>
          (await inner.set(key, value, replaces)) ?? inner.entries.get(key)?.version,
      };
    },
  },
  {
    fault: 'waits between the comparison and the write',
    breaks: ['one-winner'],
    create: () =>
      withSet((entries) => async (key, value, replaces) => {
        if (entries.get(key)?.version !== replaces) return undefined;
        await pause(1);
        const version = randomUUID();
        entries.set(key, { value, version });
        return version;
      }),
  },
  {
    fault: 'counts versions from one again after a delete',
    breaks: ['fresh-versions', 'no-return-of-the-deleted'],
    create: () => withVersions((before) => String(Number(before ?? 0) + 1)),
  },
  {
    fault: 'uses a hash of the value as its version, like an entity tag',
    breaks: ['fresh-versions'],
    create: () => withVersions((_, value) => createHash('sha256').update(value).digest('hex')),
  },
  {
    fault: 'uses the time as its version',
    breaks: ['fresh-versions'],
    create: () => withVersions(() => String(Date.now())),
  },
  {
    fault: 'makes a version when it is read',
    breaks: ['round-trip', 'one-refresh', 'refreshed-in-place'],
    create: () => {
      const inner = rightStore();
      return {
        ...inner,
        get: async (key) => {
          const stored = inner.entries.get(key);
          return stored && { value: stored.value, version: randomUUID() };
        },
      };
    },
  },
  {
    fault: 'answers that it has written, and no version',
    breaks: ['round-trip'],
    create: () => {
      const inner = rightStore();
      const set = async (key: string, value: string, replaces: string | undefined) =>
        (await inner.set(key, value, replaces)) !== undefined;
      // What plain JavaScript lets a person do.
      return { ...inner, set: set as never };
    },
  },
  {
    fault: 'reads from a replica that is a moment behind',
    breaks: ['round-trip'],
    create: () => {
      const inner = rightStore();
      const replica = rightStore();
      return {
        ...inner,
        get: (key) => replica.get(key),
        set: async (key, value, replaces) => {
          const version = await inner.set(key, value, replaces);
          if (version) setTimeout(() => replica.entries.set(key, { value, version }), 20);
          return version;
        },
      };
    },
  },
  {
    fault: 'deletes by key, whatever the version',
    breaks: ['delete-by-version'],
    create: () => {
      const inner = rightStore();
      return { ...inner, delete: async (key) => inner.entries.delete(key) };
    },
  },
  {
    fault: 'answers that it has deleted what was not there',
    breaks: ['delete-by-version'],
    create: () => {
      const inner = rightStore();
      const remove = async (key: string, version: string) => {
        if (inner.entries.get(key)?.version === version) inner.entries.delete(key);
        return !inner.entries.has(key);
      };
      return { ...inner, delete: remove };
    },
  },
  {
    fault: 'keeps only the entries that were used last',
    breaks: ['one-refresh', 'long-lists'],
    create: () =>
      withSet((entries) => async (key, value, replaces) => {
        if (entries.get(key)?.version !== replaces) return undefined;
        const version = randomUUID();
        entries.delete(key);
        entries.set(key, { value, version });
        for (const oldest of entries.keys()) if (entries.size > 1) entries.delete(oldest);
        return version;
      }),
  },
];
