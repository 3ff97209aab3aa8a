import { expect, it } from 'vitest';
import { nearNames } from './near-names.ts';

const names = ['bug', 'documentation', 'good first issue', 'help wanted'];

it.each([
  ['bugs', ['bug']],
  ['Good-first-issue', ['good first issue']],
  ['docs', ['documentation']],
  ['xyz', []],
  ['', []],
])('finds what is near %j', (wanted, expected) => {
  expect(nearNames(wanted, names)).toEqual(expected);
});

it('gives five of many, the nearest first', () => {
  const many = Array.from({ length: 3_000 }, (_, index) => `area ${index}`);
  const found = nearNames('area 12', many);
  expect(found).toHaveLength(5);
  expect(found[0]).toBe('area 12');
});
