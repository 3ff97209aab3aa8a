import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weightedLength } from './tweet-length.ts';

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const filler = 'xxxxxxxxxx-';

// What X's own text library expects in its published conformance suite, told in other texts where the text does not matter.
it.each([
  ['a word and a link', 'Hi http://test.co', 26],
  ['only a link', 'http://test.co', 23],
  ['285 Latin letters', 'x'.repeat(285), 285],
  ['a link among letters', `285 chars- http://www.twitter.com/jack ${filler.repeat(24)}`, 299],
  ['ten links with a space after each', 'https://www.twitter.com/aloha '.repeat(10), 240],
  ['160 Chinese characters', '\u6545'.repeat(160), 320],
  ['160 emoji', '\u{1F637}'.repeat(160), 320],
  ['Latin and Chinese', `the${'\u6545'.repeat(160)}`, 323],
  ['a letter with a combining accent', 'A\u0301B', 2],
  ['a Hebrew letter that is taken apart by normalization', 'A\uFB2C', 4],
  ['a letter, emoji and a family', `H\u{1F431}\u263A${family}`, 7],
  ['five emoji', '\u{1F637}\u{1F47E}\u{1F621}\u{1F525}\u{1F4A9}', 10],
  ['a skin tone and a profession', '\u{1F64B}\u{1F3FD}\u{1F468}\u200D\u{1F3A4}', 4],
  ['a keycap', '1\uFE0F\u20E3', 2],
  ['a keycap without a variation selector', '1\u20E3', 2],
  ['punctuation and wide spaces', '\u2000\u200A\u200B \u2010 \u2014 \u2018 \u201C \u201F', 13],
  [
    'what lies just outside the light ranges',
    '\u10FF\u1100\u200D\u200E\u2010\u201F\u2020\u2032\u2037\u2038',
    14,
  ],
  ['a flag', '\u{1F1E9}\u{1F1EA}', 2],
  ['a heart with and without its variation selector', '\u2764\uFE0F\u2764', 4],
  ['a copyright sign as text and as an emoji', '\u00A9\u00A9\uFE0F', 3],
  ['a label of 64 characters', `${'randomurl'.repeat(7)}s.com`, 68],
])('counts %s', (_, text, expected) => {
  expect(weightedLength(text)).toBe(expected);
});

it('is never more than twice the characters, nor less than the characters of a text without links and emoji', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const characters = [...text.normalize('NFC')].length;
      expect(weightedLength(text.replaceAll('.', ' '))).toBeLessThanOrEqual(2 * characters);
    }),
  );
});

it('adds up: two texts without links weigh together what they weigh apart, with a space between', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', '\u00E9', '\u6545', '\u{1F637}', family, '-', '\u2014'),
    maxLength: 40,
  });
  fc.assert(
    fc.property(words, words, (one, other) => {
      expect(weightedLength(`${one} ${other}`)).toBe(weightedLength(one) + 1 + weightedLength(other));
    }),
  );
});

it('counts a text the same in every normalization form that NFC undoes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(weightedLength(text.normalize('NFD'))).toBe(weightedLength(text));
    }),
  );
});

it('counts a link as 23 whatever its length', () => {
  const path = fc.stringMatching(/^[a-z0-9]{1,200}$/);
  fc.assert(
    fc.property(path, (rest) => {
      expect(weightedLength(`https://example.com/${rest}`)).toBe(23);
    }),
  );
});
