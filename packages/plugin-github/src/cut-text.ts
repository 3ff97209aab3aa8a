/** A part of a text, and where the rest begins; the last part has no `next`. */
export interface CutText {
  readonly part: string;
  readonly next?: number;
}

/** At most so many characters of a text from an offset on, ended with a line where there is one, and never within a character. */
export function cutText(text: string, offset: number, most: number): CutText {
  const end = offset + most;
  if (end >= text.length) return { part: text.slice(offset) };
  const lineEnd = text.lastIndexOf('\n', end - 1) + 1;
  const next =
    lineEnd > offset ? lineEnd : end - (isHighSurrogate(text.charCodeAt(end - 1)) && most > 1 ? 1 : 0);
  return { part: text.slice(offset, next), next };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
