import { findUrls } from './find-urls.ts';

const urlWeight = 23;
const heavyWeight = 2;

/** Code points that weigh 1; all others weigh 2. */
const lightRanges = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;

const emojiPattern = new RegExp(
  [
    // Variation selectors where the standard has none, which X takes as part of the emoji all the same.
    '\\p{Emoji_Modifier_Base}\\uFE0F\\p{Emoji_Modifier}',
    '[\\p{Emoji_Presentation}&&[\\u2000-\\u2FFF]]\\uFE0F',
    '\\p{RGI_Emoji}',
    '[#*0-9]\\u20E3',
    '[\\p{Emoji}--[#*0-9]]\\uFE0F',
  ].join('|'),
  'vy',
);

/**
 * The length of a post as X counts it: a link 23, an emoji 2 however it is put together, CJK and most others 2.
 * @see https://docs.x.com/fundamentals/counting-characters (configuration 3 of twitter-text)
 */
export function weightedLength(post: string): number {
  const text = post.normalize('NFC');
  const urlEnds = new Map(findUrls(text).map(({ start, end }) => [start, end]));
  let weight = 0;
  let position = 0;
  while (position < text.length) {
    const urlEnd = urlEnds.get(position);
    const emojiEnd = urlEnd === undefined ? endOfEmoji(text, position) : undefined;
    const code = text.codePointAt(position) ?? 0;
    if (urlEnd !== undefined) weight += urlWeight;
    else if (emojiEnd !== undefined) weight += heavyWeight;
    else weight += lightRanges.some(([first, last]) => code >= first && code <= last) ? 1 : heavyWeight;
    position = urlEnd ?? emojiEnd ?? position + (code > 0xffff ? 2 : 1);
  }
  return weight;
}

function endOfEmoji(text: string, start: number): number | undefined {
  emojiPattern.lastIndex = start;
  return emojiPattern.test(text) ? emojiPattern.lastIndex : undefined;
}
