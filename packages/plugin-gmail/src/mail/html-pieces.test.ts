import fc from 'fast-check';
import { expect, it } from 'vitest';
import { htmlPieces } from './html-pieces.ts';

it('cuts before tags, loses nothing and leaves no piece with more tags than allowed', () => {
  const html = fc
    .array(fc.constantFrom('<b>', '</b>', '<br', 'text', '<', '>', '<!--'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(html, fc.integer({ min: 1, max: 5 }), (text, maximum) => {
      const pieces = htmlPieces(text, maximum);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) expect((piece.match(/<[a-z]/gi) ?? []).length).toBeLessThanOrEqual(maximum);
    }),
  );
});

it('leaves an ordinary document whole', () => {
  expect(htmlPieces('<p>a</p><p>b</p>', 2)).toEqual(['<p>a</p><p>b</p>']);
});
