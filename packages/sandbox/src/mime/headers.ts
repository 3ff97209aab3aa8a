import { decodeText } from './decode-text.ts';
import { decodeWords } from './decode-words.ts';

/** One header field, its value unfolded and its encoded words decoded, as Gmail shows it. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

const maximumHeaders = 1_000;

/** Where the header block of a part ends and its body begins. */
export function bodyOffset(bytes: Buffer): number {
  if (bytes[0] === 0x0a) return 1;
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return 2;
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
  if (lf >= 0) return lf + 2;
  return bytes.length;
}

/** Reads a header block. Broken lines are skipped, as mail servers skip them. */
export function parseHeaders(block: Buffer): Header[] {
  const headers: { name: string; lines: string[] }[] = [];
  for (const line of decodeText(block, 'utf-8').split(/\r?\n/)) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (line.trim() !== '') last?.lines.push(line);
      continue;
    }
    const field = line.match(/^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/s);
    if (!field?.[1] || headers.length >= maximumHeaders) continue;
    headers.push({ name: field[1], lines: [field[2] ?? ''] });
  }
  return headers.map(({ name, lines }) => ({ name, value: decodeWords(lines.join('')).trimEnd() }));
}

/** The first value of a header, by its name in any case. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted)?.value;
}
