/** Escape sequences begin with these; terminals obey the C1 range (U+0080–U+009F) like ESC. Line feed and tab stay. */
const controls = /(?![\n\t])\p{Cc}/gu;

/** Characters that turn the reading direction of what follows them, or cannot be seen at all. */
const invisible =
  /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** What JSON leaves as it is, and a terminal does not. */
const unescaped = new RegExp(`${controls.source}|${invisible.source}`, 'gu');

/**
 * Text from outside, safe to print: a mail's subject must not move the cursor, set the window's title or turn the
 * reading direction.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(controls, (character) => controlPicture(character.charCodeAt(0)))
    .replace(invisible, '')
    .toWellFormed();
}

/** The same in one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** JSON that is safe to print: the same characters, escaped as JSON allows. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(unescaped, (character) =>
    Array.from({ length: character.length }, (_, index) => jsonEscape(character.charCodeAt(index))).join(''),
  );
}

function jsonEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Unicode has a visible sign for each of the C0 controls (U+2400 ff.), none for C1. */
function controlPicture(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
