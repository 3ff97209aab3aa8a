import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gmailQuery } from './gmail-query.ts';

describe('a query made of filters', () => {
  it('quotes their values', () => {
    expect(gmailQuery({ from: 'ada@x.example', subject: 'trip to Oslo' })).toBe(
      'from:"ada@x.example" subject:"trip to Oslo"',
    );
  });

  it('is none where there is nothing to look for', () => {
    expect(gmailQuery({})).toBeUndefined();
    expect(gmailQuery({ from: ' "" ', subject: '' })).toBeUndefined();
  });

  it('is one quoted phrase for each filter, whatever the values hold', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('a" OR in:trash', 'x\\" y', '“a” -b', 'a\nb', '(a) {b}'),
    );
    fc.assert(
      fc.property(value, value, (from, subject) => {
        const query = gmailQuery({ from, subject }) ?? '';
        expect(query).toMatch(/^(?:from:"[^"\\\p{Cc}]+")?(?: ?subject:"[^"\\\p{Cc}]+")?$/u);
      }),
    );
  });
});
