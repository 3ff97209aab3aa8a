/** How carefully a text is written: as it is, with escapes, or also with its edges next to looks encoded. */
export type Care = 'plain' | 'escaped' | 'guarded' | 'bare';

/** The cares in the order in which they are tried. */
export const cares: readonly Care[] = ['plain', 'escaped', 'guarded', 'bare'];

/** How one text is written. */
export interface TextPlace {
  readonly care: Care;
  /** Whether it has to stay on one line, as in a heading. */
  readonly oneLine: boolean;
  /** Whether a look begins right behind it, or ends right before it. */
  readonly beforeLook?: boolean;
  readonly afterLook?: boolean;
}

/** A text in which Markdown finds nothing but text. */
export function escapeText(text: string, place: TextPlace): string {
  if (place.care === 'plain') return joinLines(text.replaceAll(tagStart, '&lt;'), place);
  const guarded = place.care === 'guarded' ? place : { ...place, beforeLook: false, afterLook: false };
  const [, first = '', middle = '', last = ''] = edges(text, guarded);
  const inner = middle
    .replaceAll(/[\\`*_[\]$~|]/g, '\\$&')
    .replaceAll(/&(?=[#\w])/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/^[#>+=-]|#+$/gm, '\\$&')
    .replaceAll(/^(\d+)([.)])/gm, '$1\\$2')
    .replaceAll(/^\s+|\s+$/g, encodeSpaces)
    .replaceAll(/[^\S\n]+(?=\n)|(?<=\n)[^\S\n]+/g, encodeSpaces)
    .replaceAll(/\n(?=\n)|(?<=\n)\n/g, '<br>');
  return encode(first) + joinLines(inner, place) + encode(last);
}

/** HTML in a page is text; whoever shows the Markdown must not take it for HTML. */
const tagStart = /<(?=[a-z/!?])/gi;

function joinLines(text: string, { oneLine }: TextPlace): string {
  return oneLine ? text.replaceAll('\n', '<br>') : text;
}

/** The first and the last character apart where they have to be encoded. */
function edges(text: string, { afterLook, beforeLook }: TextPlace): readonly string[] {
  const first = afterLook ? (/^\S/u.exec(text)?.[0] ?? '') : '';
  const rest = text.slice(first.length);
  const last = beforeLook ? (/\S$/u.exec(rest)?.[0] ?? '') : '';
  return [text, first, rest.slice(0, rest.length - last.length), last];
}

function encode(character: string): string {
  return character === '' ? '' : `&#${character.codePointAt(0)};`;
}

function encodeSpaces(spaces: string): string {
  return spaces.replaceAll(/./gs, encode);
}
