/** Marks that turn the direction of text, with which a name can be made to look like another. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** A header's text with its encoded words decoded (RFC 2047), in one line: an encoded word may hold line breaks. */
export async function decodeHeader(text: string): Promise<string> {
  const { decodeWords } = await import('postal-mime');
  return decodeWords(text)
    .replace(directionMarks, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
