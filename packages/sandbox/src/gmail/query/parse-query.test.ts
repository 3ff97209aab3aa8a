import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoredMessage } from '../stored-message.ts';
import { compileQuery } from './compile-query.ts';
import { parseQuery } from './parse-query.ts';
import type { Query } from './query.ts';
import { operators } from './tokenize.ts';

const term = (operator: string, value: string): Query => ({ kind: 'term', operator, value });
const all = (...of: Query[]): Query => ({ kind: 'all', of });
const any = (...of: Query[]): Query => ({ kind: 'any', of });
const not = (of: Query): Query => ({ kind: 'not', of });

describe('the query language', () => {
  test.each<[string, Query]>([
    ['', all()],
    ['word', term('', 'word')],
    ['two words', all(term('', 'two'), term('', 'words'))],
    ['"a phrase"', term('', 'a phrase')],
    ['from:ada subject:"two words"', all(term('from', 'ada'), term('subject', 'two words'))],
    ['FROM:ada', term('from', 'ada')],
    ['-from:ada', not(term('from', 'ada'))],
    ['-"a phrase"', not(term('', 'a phrase'))],
    ['well-known', term('', 'well-known')],
    ['a OR b', any(term('', 'a'), term('', 'b'))],
    ['a or b', all(term('', 'a'), term('', 'or'), term('', 'b'))],
    ['a AND b', all(term('', 'a'), term('', 'b'))],
    ['a OR b c', all(any(term('', 'a'), term('', 'b')), term('', 'c'))],
    ['a OR b OR c', any(term('', 'a'), term('', 'b'), term('', 'c'))],
    ['{a b}', any(term('', 'a'), term('', 'b'))],
    ['{from:a from:b} c', all(any(term('from', 'a'), term('from', 'b')), term('', 'c'))],
    ['(a b) OR c', any(all(term('', 'a'), term('', 'b')), term('', 'c'))],
    ['-(a b)', not(all(term('', 'a'), term('', 'b')))],
    ['-{a b}', not(any(term('', 'a'), term('', 'b')))],
    ['subject:(dinner movie)', all(term('subject', 'dinner'), term('subject', 'movie'))],
    ['from:{a b}', any(term('from', 'a'), term('from', 'b'))],
    ['from:(a OR -b)', any(term('from', 'a'), not(term('from', 'b')))],
    ['https://a.example/b', term('', 'https://a.example/b')],
    ['time 10:30', all(term('', 'time'), term('', '10:30'))],
    ['from:', term('', 'from:')],
    ['(a b', all(term('', 'a'), term('', 'b'))],
    ['a) b', all(term('', 'a'), term('', 'b'))],
    ['"open', term('', 'open')],
    ['OR a OR', term('', 'a')],
    ['( )', all()],
  ])('reads %s', (text, expected) => {
    expect(parseQuery(text)).toEqual(expected);
  });
});

const message = new StoredMessage(
  Buffer.from(
    'From: Ada <ada@sandbox.example>\r\nTo: grace@x.example\r\nSubject: Flowers\r\n\r\nOne two three.\r\n',
  ),
  { id: '1', threadId: '1', labelIds: ['INBOX', 'UNREAD'], internalDate: 1_700_000_000_000 },
);
const environment = {
  owner: 'ada@sandbox.example',
  now: 1_800_000_000_000,
  labelId: (name: string) => ({ inbox: 'INBOX', unread: 'UNREAD' })[name],
};
const fits = (query: string) => compileQuery(parseQuery(query), environment)(message);

const word = fc.constantFrom('one', 'flowers', 'ada', 'absent', 'grace');
const termText = fc.oneof(
  word,
  fc
    .tuple(
      fc.constantFrom('from', 'to', 'subject', 'in', 'is'),
      fc.oneof(word, fc.constantFrom('inbox', 'unread')),
    )
    .map(([operator, value]) => `${operator}:${value}`),
);
const queryText = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    termText,
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts) => `(${parts.join(' ')})`),
    fc.array(tie('query'), { minLength: 1, maxLength: 3 }).map((parts) => `{${parts.join(' ')}}`),
    tie('query').map((inner) => `-(${inner})`),
    fc.tuple(tie('query'), tie('query')).map(([left, right]) => `(${left} OR ${right})`),
  ),
})).query;

describe('for any query', () => {
  test('reading and running it never throws, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      ...operators,
      ':',
      '-',
      '"',
      '(',
      ')',
      '{',
      '}',
      'OR',
      ' ',
      '2d',
      '10M',
      '2026/01/01',
      'ä',
      '日本',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (query) => typeof fits(query) === 'boolean'),
      { numRuns: 2_000 },
    );
  });

  test('a minus in front turns the answer round', () => {
    fc.assert(fc.property(queryText, (query) => fits(`-(${query})`) === !fits(query)));
  });

  test('a blank means both, OR and braces mean either', () => {
    fc.assert(
      fc.property(queryText, queryText, (left, right) => {
        const [first, second] = [fits(left), fits(right)];
        expect(fits(`(${left}) (${right})`)).toBe(first && second);
        expect(fits(`(${left}) OR (${right})`)).toBe(first || second);
        expect(fits(`{(${left}) (${right})}`)).toBe(first || second);
      }),
    );
  });

  test('a thousand open brackets do no harm', () => {
    expect(fits(`${'('.repeat(1_000)}flowers`)).toBe(true);
    expect(fits(`${'-('.repeat(1_000)}flowers`)).toEqual(expect.any(Boolean));
  });
});
