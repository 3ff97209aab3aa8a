import { expect, it } from 'vitest';
import { importCostProblems } from './import-cost.ts';

const limits = { eager: ['zod'], ownKilobytes: 10 };

it('accepts what is expected at import, within the limit', () => {
  expect(importCostProblems('core', { bytes: { core: 10_000, zod: 900_000 } }, limits)).toEqual([]);
});

it('names a package that should wait for its first use', () => {
  expect(importCostProblems('core', { bytes: { core: 1, googleapis: 5 } }, limits)).toEqual([
    'core loads googleapis while it is imported',
  ]);
});

it('says when a package itself has become too large', () => {
  expect(importCostProblems('core', { bytes: { core: 20 * 1024 } }, limits)).toEqual([
    'core loads 20 KB of its own, at most 10',
  ]);
});
