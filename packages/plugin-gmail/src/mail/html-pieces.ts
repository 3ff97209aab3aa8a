/**
 * Cuts HTML before a tag, so that no piece holds more than `maximumTags`. The parser takes quadratic time for elements
 * that are nested by the hundred thousand, and how deep they nest is known only to a parser; the number of tags is an
 * upper bound. Only a hostile or huge document is ever cut.
 */
export function htmlPieces(html: string, maximumTags: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let tags = 0;
  for (const { index } of html.matchAll(/<[a-z]/gi)) {
    tags += 1;
    if (tags <= maximumTags) continue;
    pieces.push(html.slice(start, index));
    start = index;
    tags = 1;
  }
  pieces.push(html.slice(start));
  return pieces;
}
