import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textPage } from './text-page.ts';

it('gives pages that join to the whole text and cut no character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 7 }), (text, maximum) => {
      let joined = '';
      let offset: number | null = 0;
      while (offset !== null) {
        const page = textPage(text, offset, maximum);
        expect(page.text.isWellFormed()).toBe(true);
        joined += page.text;
        offset = page.nextOffset;
      }
      expect(joined).toBe(text);
    }),
  );
});

it('is empty behind the end', () => {
  expect(textPage('abc', 10, 5)).toEqual({ text: '', nextOffset: null });
});
