import { createHash } from 'node:crypto';

/** A hash of a text, written like a UUID: in that form the redaction of opaque values leaves it legible in messages. */
export function legibleHash(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
