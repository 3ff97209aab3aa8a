import { findUrls } from './post-text.ts';

/** What X allows in one post. */
export const maximumPostLength = 280;

const urlLength = 23;
/** Code points that count once; all others count twice. https://docs.x.com/fundamentals/counting-characters */
const lightRanges: readonly (readonly [number, number])[] = [
  [0x0000, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
];

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The length of a post as X counts it: URLs 23, an emoji 2 however it is composed, Latin letters 1, most others 2. */
export function weightedLength(text: string): number {
  const normal = text.normalize('NFC');
  const urls = findUrls(normal);
  let rest = normal;
  for (const { start, end } of urls.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  let length = urls.length * urlLength;
  for (const { segment } of graphemes.segment(rest)) {
    length += /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\d#*]\uFE0F?\u20E3/u.test(segment)
      ? 2
      : [...segment].reduce((sum, character) => sum + weight(character.codePointAt(0) ?? 0), 0);
  }
  return length;
}

function weight(codePoint: number): number {
  return lightRanges.some(([first, last]) => codePoint >= first && codePoint <= last) ? 1 : 2;
}
