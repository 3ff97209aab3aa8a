import type { BrokenStore } from './broken-store.ts';
import { withList } from './right-store.ts';

const pageSize = 1000;

/** What SQL's LIKE makes of a prefix, in SQLite and MySQL without regard to case. */
function like(prefix: string): RegExp {
  const literally = prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literally.replace(/%/g, '.*').replace(/_/g, '.')}`, 'is');
}

/** What Redis makes of a prefix in MATCH. */
function glob(prefix: string): RegExp {
  const literally = prefix.replace(/[.+^${}()|\\]/g, '\\$&');
  return new RegExp(`^${literally.replace(/\*/g, '.*').replace(/\?/g, '.')}`, 's');
}

const sorted = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).sort();

/** Stores that list too much, too little, or for ever. */
export const brokenLists: readonly BrokenStore[] = [
  {
    fault: 'takes the slash off the end of a prefix',
    breaks: ['no-neighbours', 'separate-users'],
    create: () =>
      withList((keys, prefix, after = '') =>
        sorted(keys, prefix.replace(/\/$/, '')).filter((key) => key > after),
      ),
  },
  {
    fault: 'looks for prefixes with LIKE',
    breaks: ['literal-prefix'],
    create: () =>
      withList((keys, prefix, after = '') =>
        keys.filter((key) => like(prefix).test(key) && key > after).sort(),
      ),
  },
  {
    fault: 'looks for prefixes with a glob',
    breaks: ['literal-prefix'],
    create: () =>
      withList((keys, prefix, after = '') =>
        keys.filter((key) => glob(prefix).test(key) && key > after).sort(),
      ),
  },
  {
    fault: 'lists keys as they were written',
    breaks: ['sorted-lists'],
    create: () =>
      withList((keys, prefix, after = '') => keys.filter((key) => key.startsWith(prefix) && key > after)),
  },
  {
    fault: 'sorts as people do, by the rules of a language',
    breaks: ['sorted-lists'],
    create: () =>
      withList((keys, prefix, after = '') =>
        sorted(keys, prefix)
          .filter((key) => key > after)
          .sort((first, second) => first.localeCompare(second, 'en')),
      ),
  },
  {
    fault: 'begins a page with the key that ended the last one',
    breaks: ['exclusive-after', 'long-lists'],
    create: () =>
      withList((keys, prefix, after = '') =>
        sorted(keys, prefix)
          .filter((key) => key >= after)
          .slice(0, pageSize),
      ),
  },
  {
    fault: 'leaves out the first key of each further page',
    breaks: ['exclusive-after', 'long-lists'],
    create: () =>
      withList((keys, prefix, after) =>
        sorted(keys, prefix)
          .filter((key) => key > (after ?? ''))
          .slice(after === undefined ? 0 : 1, pageSize),
      ),
  },
  {
    fault: 'looks for the place of a key that may be gone, and begins anew without it',
    breaks: ['exclusive-after'],
    create: () =>
      withList((keys, prefix, after) => {
        const found = sorted(keys, prefix);
        const start = after === undefined ? 0 : found.indexOf(after) + 1;
        return found.slice(start, start + pageSize);
      }),
  },
  {
    fault: 'knows one page only',
    breaks: ['long-lists'],
    create: () =>
      withList((keys, prefix, after) => (after === undefined ? sorted(keys, prefix).slice(0, pageSize) : [])),
  },
  {
    fault: 'never looks at where a page begins',
    breaks: ['exclusive-after', 'long-lists'],
    create: () => withList((keys, prefix) => sorted(keys, prefix).slice(0, pageSize)),
  },
  {
    fault: 'cuts the page before it sorts',
    breaks: ['long-lists'],
    create: () =>
      withList((keys, prefix, after = '') =>
        keys
          .filter((key) => key.startsWith(prefix) && key > after)
          .slice(0, pageSize)
          .sort(),
      ),
  },
];
