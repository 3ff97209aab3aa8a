import { expect, it } from 'vitest';
import { claimProblems, reachedLevel, readmeLevel } from './quality-levels.ts';
import { markdownTable, replaceSection } from './quality-tables.ts';

const levels = ['bronze', 'silver', 'gold'];
const rules = { contract: { level: 'bronze' }, abort: { level: 'silver' }, quiet: { level: 'gold' } };

it('reaches the level up to which every rule passed', () => {
  expect(reachedLevel(new Set(['contract', 'abort', 'quiet']), rules, levels)).toBe('gold');
  expect(reachedLevel(new Set(['contract', 'abort']), rules, levels)).toBe('silver');
  expect(reachedLevel(new Set(['contract']), rules, levels)).toBe('bronze');
});

it('reaches nothing above a rule that did not pass', () => {
  expect(reachedLevel(new Set(['contract', 'quiet']), rules, levels)).toBe('bronze');
  expect(reachedLevel(new Set(['abort', 'quiet']), rules, levels)).toBeUndefined();
});

it('accepts a claim that is reached, also a modest one', () => {
  expect(claimProblems({ folder: 'p', manifest: 'gold', readme: 'gold' }, 'gold', levels)).toEqual([]);
  expect(claimProblems({ folder: 'p', manifest: 'bronze', readme: 'bronze' }, 'gold', levels)).toEqual([]);
});

it('refuses a claim that is not reached, not made, or made differently', () => {
  expect(claimProblems({ folder: 'p', manifest: 'gold', readme: 'gold' }, 'silver', levels)).toEqual([
    'p claims gold and reaches silver',
  ]);
  expect(claimProblems({ folder: 'p', manifest: 'bronze', readme: 'bronze' }, undefined, levels)).toEqual([
    'p claims bronze and reaches no level',
  ]);
  expect(claimProblems({ folder: 'p', manifest: undefined, readme: 'gold' }, 'gold', levels)).toHaveLength(1);
  expect(
    claimProblems({ folder: 'p', manifest: 'platinum', readme: 'platinum' }, 'gold', levels),
  ).toHaveLength(1);
  expect(claimProblems({ folder: 'p', manifest: 'silver', readme: undefined }, 'gold', levels)).toHaveLength(
    1,
  );
});

it('finds the level in a README', () => {
  expect(readmeLevel('# Notes\n\nQuality: **silver** on the scale.\n')).toBe('silver');
  expect(readmeLevel('# Notes\n')).toBeUndefined();
});

it('replaces a section and leaves the rest', () => {
  const table = markdownTable(['a', 'b'], [['1', '2']]);
  expect(table).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
  const markdown = 'before\n<!-- t -->\nold\n<!-- /t -->\nafter\n';
  expect(replaceSection(markdown, 't', table)).toBe(`before\n<!-- t -->\n\n${table}\n\n<!-- /t -->\nafter\n`);
  expect(() => replaceSection('nothing', 't', table)).toThrow('There is no section');
});
