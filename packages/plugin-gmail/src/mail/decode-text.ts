import { headerParameter, headerValue } from './mail-headers.ts';
import type { MailPart } from './mail-part.ts';

/** Charset labels of real mail that the Encoding Standard does not know. */
const aliases: Readonly<Record<string, string>> = {
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-8859-8-i': 'iso-8859-8',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp850: 'windows-1252',
};

/**
 * The text of a part's bytes. Gmail brings most text to UTF-8 and leaves the header as it was, so the declared
 * charset counts only for bytes that are not UTF-8, and for the charsets that hide in ASCII behind escapes.
 */
export function decodeText(bytes: Uint8Array, part: MailPart): string {
  const declared = headerParameter(headerValue(part.headers, 'content-type'), 'charset')?.toLowerCase();
  const text = utf8(bytes);
  const hasEscapes = bytes.includes(0x1b) && declared?.startsWith('iso-2022');
  if (text !== undefined && !hasEscapes) return text;
  const charset = declared ?? charsetInHtml(bytes, part) ?? 'windows-1252';
  return (decoder(aliases[charset] ?? charset) ?? new TextDecoder('windows-1252')).decode(bytes);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoder(label: string): TextDecoder | undefined {
  try {
    const found = new TextDecoder(label);
    // The bytes were already found not to be UTF-8.
    return found.encoding === 'utf-8' ? undefined : found;
  } catch {
    return undefined;
  }
}

function charsetInHtml(bytes: Uint8Array, part: MailPart): string | undefined {
  if (part.mimeType !== 'text/html') return undefined;
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096));
  return /<meta[^>]{1,200}charset=["']?([\w-]+)/i.exec(start)?.[1]?.toLowerCase();
}
