import { decodeText } from './decode-text.ts';

const word = /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi;

/** Decodes the encoded words of a header value (RFC 2047); what is not one stays as it is. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  // White space between two encoded words belongs to neither. Adjacent words of one charset are joined as bytes,
  // because senders cut multi-byte characters in half.
  const joined = value.replace(/(\?=)[ \t\r\n]+(?==\?[^?\s]+\?[bq]\?)/gi, '$1');
  let result = '';
  let position = 0;
  let pending: { charset: string; bytes: Buffer[] } | undefined;
  const flush = () => {
    if (pending) result += decodeText(Buffer.concat(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const match of joined.matchAll(word)) {
    const [whole, label = '', encoding = '', text = ''] = match;
    const charset = label.replace(/\*.*$/, '').toLowerCase();
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text);
    if (match.index > position || pending?.charset !== charset) {
      flush();
      result += joined.slice(position, match.index);
    }
    pending ??= { charset, bytes: [] };
    pending.bytes.push(bytes);
    position = match.index + whole.length;
  }
  flush();
  return result + joined.slice(position);
}

function decodeQ(text: string): Buffer {
  const latin = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}
