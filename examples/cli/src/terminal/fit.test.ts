import { expect, test } from 'vitest';
import { fit, pad, width, wrap } from './fit.ts';

test('an emoji and a CJK character take two columns', () => {
  expect(width('✅ 機関')).toBe(7);
  expect(pad('機関', 6)).toBe('機関  ');
});

test('what does not fit is cut between characters, never within one', () => {
  expect(fit('機関は代数の', 6)).toBe('機関…');
  expect(fit('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 5)).toBe('👩‍👩‍👧👩‍👩‍👧…');
  expect(fit('short', 5)).toBe('short');
});

test('a text is broken between words, and words that are too long are cut', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('機関は代数の模様', 6)).toEqual(['機関は', '代数の', '模様']);
  expect(wrap('', 10)).toEqual(['']);
});
