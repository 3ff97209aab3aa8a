import type { Store, StoredValue } from '@sidecar/core';
import type { BrokenStore } from './broken-store.ts';
import { rightStore, withKeys, withValues } from './right-store.ts';

/** Stores that take different keys for the same, or give back other values than were written. */
export const brokenKeysAndValues: readonly BrokenStore[] = [
  {
    fault: 'lowers the case of its keys, as file systems and collations do',
    breaks: ['odd-keys', 'odd-keys-in-lists', 'separate-users'],
    create: () => withKeys((key) => key.toLowerCase()),
  },
  {
    fault: 'brings keys into one Unicode form, as a Mac does with file names',
    breaks: ['odd-keys', 'odd-keys-in-lists'],
    create: () => withKeys((key) => key.normalize('NFC')),
  },
  {
    fault: 'makes keys safe for file names by replacing what is odd',
    breaks: ['odd-keys', 'odd-keys-in-lists'],
    create: () => withKeys((key) => key.replace(/[^\w/-]/g, '_')),
  },
  {
    fault: 'decodes keys that are percent-encoded',
    breaks: ['odd-keys', 'separate-users'],
    create: () => withKeys((key) => decodeURIComponent(key)),
  },
  {
    fault: 'resolves keys like paths',
    breaks: ['odd-keys'],
    create: () => withKeys((key) => new URL(key, 'file:///').pathname.slice(1)),
  },
  {
    fault: 'has a column of 255 characters for its keys',
    breaks: ['odd-keys'],
    create: () => withKeys((key) => key.slice(0, 255)),
  },
  {
    fault: 'trims its keys',
    breaks: ['odd-keys-in-lists', 'odd-keys'],
    create: () =>
      withKeys((key) =>
        key
          .split('/')
          .map((part) => part.replace(/[\s.]+$/, ''))
          .join('/'),
      ),
  },
  {
    fault: 'leaves the user out of the key',
    breaks: ['separate-users'],
    create: () => withKeys((key) => key.replace(/^tokens\/[^/]+\/(?=.)/, 'tokens/')),
  },
  {
    fault: 'keeps its entries in a plain object',
    breaks: ['odd-keys'],
    create: () => {
      const entries: Record<string, StoredValue> = {};
      const inner = rightStore();
      const store: Store = {
        ...inner,
        get: async (key) => entries[key],
        set: async (key, value, replaces) => {
          if (entries[key]?.version !== replaces) return undefined;
          const version = crypto.randomUUID();
          entries[key] = { value, version };
          return version;
        },
        delete: async (key, version) => entries[key]?.version === version && delete entries[key],
      };
      return store;
    },
  },
  {
    fault: 'trims its values',
    breaks: ['exact-values'],
    create: () => withValues((value) => value.trim()),
  },
  {
    fault: 'keeps values as parsed JSON, as a jsonb column does',
    breaks: ['exact-values'],
    create: () =>
      withValues((value) => {
        try {
          return JSON.stringify(JSON.parse(value));
        } catch {
          return value;
        }
      }),
  },
  {
    fault: 'writes values as Latin-1',
    breaks: ['exact-values', 'large-values'],
    create: () => withValues((value) => Buffer.from(value, 'latin1').toString('latin1')),
  },
  {
    fault: 'has room for the basic plane of Unicode only, as utf8mb3 has',
    breaks: ['exact-values', 'large-values'],
    create: () => withValues((value) => value.replace(/[\ud800-\udfff]{2}/g, '?')),
  },
  {
    fault: 'turns line ends into those of its system',
    breaks: ['exact-values'],
    create: () => withValues((value) => value.replace(/\r\n/g, '\n')),
  },
  {
    fault: 'drops a byte order mark when it decodes',
    breaks: ['exact-values'],
    create: () => withValues((value) => new TextDecoder().decode(new TextEncoder().encode(value))),
  },
  {
    fault: 'ends a value at its first NUL',
    breaks: ['exact-values'],
    create: () => withValues((value) => value.split('\0')[0] ?? ''),
  },
  {
    fault: 'takes an empty value for a missing one',
    breaks: ['exact-values'],
    create: () => {
      const inner = rightStore();
      return {
        ...inner,
        get: async (key) => {
          const stored = await inner.get(key);
          return stored?.value ? stored : undefined;
        },
      };
    },
  },
  {
    fault: 'cuts values after 64 kB, as a TEXT column of MySQL does',
    breaks: ['large-values'],
    create: () => withValues((value) => Buffer.from(value).subarray(0, 65_535).toString()),
  },
  {
    fault: 'cuts a long value into pieces between the halves of a character',
    breaks: ['large-values'],
    create: () =>
      withValues((value) =>
        (value.match(/.{1,1000}/gs) ?? []).map((piece) => Buffer.from(piece).toString()).join(''),
      ),
  },
  {
    fault: 'leaves pieces of a longer value behind when a short one takes its place',
    breaks: ['large-values'],
    create: () => {
      const inner = rightStore();
      const pieces = new Map<string, string[]>();
      return {
        ...inner,
        get: async (key) => {
          const stored = await inner.get(key);
          return stored && { ...stored, value: (pieces.get(key) ?? []).join('') };
        },
        set: async (key, value, replaces) => {
          const version = await inner.set(key, '', replaces);
          if (version === undefined) return undefined;
          const kept = pieces.get(key) ?? [];
          for (const [index, piece] of [...(value.match(/.{1,2000}/gs) ?? [])].entries()) kept[index] = piece;
          pieces.set(key, kept);
          return version;
        },
      };
    },
  },
];
