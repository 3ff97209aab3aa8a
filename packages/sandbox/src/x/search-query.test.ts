import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearchQuery } from './search-query.ts';
import { seedXStore } from './seed-x-store.ts';
import { XError } from './x-error.ts';

const store = seedXStore(Date.UTC(2026, 10, 20));
const count = (query: string) => store.posts().filter(parseSearchQuery(query)).length;

describe('X’s search language', () => {
  test.each([
    ['engine', 5],
    ['#engine', 5],
    ['#ENGINE', 5],
    ['@ada_sandbox', 2],
    ['from:ada_sandbox', 8],
    ['from:@Ada_Sandbox', 8],
    ['from:ada_sandbox #engine', 3],
    ['from:ada_sandbox -#engine', 5],
    ['#weaving OR #compilers', 3],
    ['from:grace_sandbox (#debugging OR #compilers)', 5],
    ['from:grace_sandbox -(#debugging OR #compilers)', 5],
    ['#debugging moth OR tea', 2],
    ['"operation 21"', 1],
    ['"21 operation"', 0],
    ['to:ada_sandbox is:reply', 1],
    ['from:charles_engine has:links', 1],
    ['代数', 1],
    ['from:ada_sandbox lang:ja', 1],
  ])('finds for %s', (query, expected) => {
    expect(count(query)).toBe(expected);
  });

  test.each([
    '-engine',
    'is:reply',
    'has:links lang:en',
    '(engine',
    'engine)',
    '"engine',
    'engine OR',
    'shoe:size',
    'is:magic',
    '()',
    '!!!',
  ])('refuses %s', (query) => {
    expect(() => parseSearchQuery(query)).toThrow(XError);
  });

  test('throws nothing but its own refusal, whatever the query', () => {
    const piece = fc.constantFrom('from:', 'is:', '-', '"', '(', ')', 'OR', ' ', '#', '@', 'word', 'ä', '日');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          count(query);
        } catch (error) {
          expect(error).toBeInstanceOf(XError);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('turns the answer round with a minus', () => {
    const clause = fc.constantFrom('engine', '#debugging', 'from:ada_sandbox', '"by hand"', '@ada_sandbox');
    fc.assert(
      fc.property(clause, clause, (first, second) => {
        expect(count(`${first} ${second}`) + count(`${first} -${second}`)).toBe(count(first));
      }),
    );
  });
});
