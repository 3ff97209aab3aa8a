import { AssertionError } from 'node:assert';
import { memoryStore } from '@sidecar/core';
import { describe, expect, it } from 'vitest';
import { brokenKeysAndValues } from './broken/broken-keys-and-values.ts';
import { brokenLeases, rightLeases } from './broken/broken-leases.ts';
import { brokenLists } from './broken/broken-lists.ts';
import { brokenWrites } from './broken/broken-writes.ts';
import { failedRules } from './broken/failed-rules.ts';
import { rightStore } from './broken/right-store.ts';

const processes = { none: 'not applicable, it lives in one process' };

describe.concurrent.each([...brokenWrites, ...brokenKeysAndValues, ...brokenLists])(
  'a store that $fault',
  ({ breaks, create }) => {
    it(`is rejected by name: ${breaks.join(', ')}`, async () => {
      const failures = await failedRules({ create, processes }, { only: breaks });
      expect([...failures.keys()]).toEqual(expect.arrayContaining([...breaks]));
      for (const rule of breaks.filter((name) => !name.includes('refresh')))
        expect(failures.get(rule)).toBeInstanceOf(AssertionError);
    }, 60_000);
  },
);

describe.concurrent.each(brokenLeases)('a store that $fault', ({ breaks, create }) => {
  it(`is rejected by name: ${breaks.join(', ')}`, async () => {
    const failures = await failedRules({ create, processes, ownLeases: true }, { only: breaks });
    expect([...failures.keys()].sort()).toEqual([...breaks].sort());
    for (const failure of failures.values()) expect(failure).toBeInstanceOf(AssertionError);
  }, 60_000);
});

it.each([
  ['core', memoryStore],
  ['these tests', rightStore],
])(
  'finds no fault in the right store of %s',
  async (_name, create) => {
    expect([...(await failedRules({ create, processes }))]).toEqual([]);
  },
  60_000,
);

it('finds no fault in right leases', async () => {
  const only = ['one-owner', 'kept-by-renewal', 'released-by-its-owner', 'lost-when-silent'] as const;
  expect([...(await failedRules({ create: rightLeases, processes, ownLeases: true }, { only }))]).toEqual([]);
}, 60_000);
