// Marks that turn the direction of writing could make a title look like something else.
const unwanted = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Somebody else's text on one line, without control characters, and not endless. */
export function oneLine(text: string | null | undefined, mostCharacters = 500): string | undefined {
  const line = (text ?? '')
    .slice(0, mostCharacters * 4)
    .replace(unwanted, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line;
}
