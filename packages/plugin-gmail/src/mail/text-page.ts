/** A stretch of a long text, and where the next one starts. */
export interface TextPage {
  readonly text: string;
  readonly nextOffset: number | null;
}

/** At most `maximum` characters from `offset` on; no character is cut in two. */
export function textPage(text: string, offset: number, maximum: number): TextPage {
  const start = wholeCharacter(text, Math.min(offset, text.length));
  let end = wholeCharacter(text, Math.min(start + maximum, text.length));
  // A page has to make progress even where the first character is wider than the page.
  if (end <= start && start < text.length) end = Math.min(start + 2, text.length);
  return { text: text.slice(start, end), nextOffset: end < text.length ? end : null };
}

/** The index itself, or one less where it is the second half of a surrogate pair. */
function wholeCharacter(text: string, index: number): number {
  const half = text.charCodeAt(index);
  const before = text.charCodeAt(index - 1);
  const isSecondHalf = half >= 0xdc00 && half <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  return isSecondHalf ? index - 1 : index;
}
