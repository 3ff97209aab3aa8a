import { memoryStore } from '@sidecar/core';
import { testStore } from '@sidecar/testing';
import { expect, it } from 'vitest';
import { brokenKeysAndValues } from './broken/broken-keys-and-values.ts';
import { brokenLeases } from './broken/broken-leases.ts';
import { brokenLists } from './broken/broken-lists.ts';
import { brokenSharedStores } from './broken/broken-shared-stores.ts';
import { brokenWrites } from './broken/broken-writes.ts';

it('has a broken store for each rule of the suite', () => {
  const rules: string[] = [];
  testStore({
    describe: (_, body) => body(),
    it: (title) => rules.push(title.slice(0, title.indexOf(':'))),
    create: () => memoryStore(),
    processes: { none: 'only the names are wanted' },
  });
  const stores = [
    ...brokenWrites,
    ...brokenKeysAndValues,
    ...brokenLists,
    ...brokenLeases,
    ...brokenSharedStores,
  ];
  const broken = new Set<string>(stores.flatMap(({ breaks }) => breaks));
  expect(rules.filter((rule) => !broken.has(rule))).toEqual([]);
});
