import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableJson, printableLine } from './printable.ts';

const dangerous = /(?![\n\t])\p{Cc}|[\u2028-\u202e\u2066-\u2069]/u;

test('whatever a text holds, a terminal has nothing to obey in it', () => {
  const texts = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(texts, (text) => {
      expect(printable(text)).not.toMatch(dangerous);
      expect(printableLine(text)).not.toMatch(/[\n\t]/);
      expect(printableJson({ text })).not.toMatch(dangerous);
      expect(JSON.parse(printableJson({ text }))).toEqual({ text });
    }),
  );
});

test('escape sequences stay visible as what they are', () => {
  expect(printable('a\u001b[2Jb\u009bc\u007f')).toBe('a␛[2Jb\ufffdc␡');
});

test('lines, tabs, emoji of several parts and other scripts stay as they are', () => {
  const text = 'one\n\ttwo 👩‍👩‍👧 機関 Ωμέγα עברית';
  expect(printable(text)).toBe(text);
  expect(printable('a\r\nb')).toBe('a\nb');
});
