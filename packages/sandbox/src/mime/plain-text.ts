import { allParts, type MimePart } from './mime-part.ts';

const textLimit = 256 * 1024;

/** A message's text: its plain parts, or else its HTML without the tags. Bounded, for search and snippets. */
export function plainText(root: MimePart): string {
  const parts = allParts(root).filter(({ filename }) => filename === '');
  const ofType = (type: string) => parts.filter(({ mimeType }) => mimeType === type);
  const plain = ofType('text/plain').map(readStart).join('\n');
  if (plain.trim() !== '') return plain.slice(0, textLimit);
  return htmlToText(ofType('text/html').map(readStart).join('\n').slice(0, textLimit));
}

function readStart({ content }: MimePart): string {
  return content.subarray(0, textLimit).toString('utf8');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function htmlToText(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[^<]*/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(
      /&(#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,8});/gi,
      (whole, entity: string) => decodeEntity(entity) ?? whole,
    );
}

function decodeEntity(entity: string): string | undefined {
  if (!entity.startsWith('#')) return named[entity.toLowerCase()];
  const hex = entity[1]?.toLowerCase() === 'x';
  const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
