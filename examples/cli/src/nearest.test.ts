import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['gmail', 'twitter', 'email_list', 'email_read'];

test('finds what was meant: a missing, a wrong, a further or two swapped letters', () => {
  expect(['gmal', 'gmaul', 'gmaill', 'gmial', 'GMAIL'].map((typed) => nearest(typed, known))).toEqual(
    Array(5).fill('gmail'),
  );
  expect(nearest('emial_raed', known)).toBe('email_read');
});

test('suggests nothing where nothing is near', () => {
  expect(nearest('calendar', known)).toBeUndefined();
  expect(nearest('x'.repeat(100_000), known)).toBeUndefined();
});
