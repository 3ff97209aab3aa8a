import type { Token } from 'markdown-it';
import { type Block, type MediaKind, mediaKinds } from './block.ts';
import { iconOfWord, noteWord } from './callout-icons.ts';
import { readInline } from './read-inline.ts';
import { tokenAttribute } from './token-attribute.ts';

/** A paragraph that is nothing but an image, or a link whose title says what it is: `[Demo](https://… "video")`. */
export function readMedia(inline: Token | undefined): Block | undefined {
  const tokens = inline?.children ?? [];
  const [first] = tokens;
  if (first?.type === 'image' && tokens.length === 1) {
    const url = tokenAttribute(first, 'src');
    return { type: 'media', kind: 'image', url, caption: readInline(first.children ?? []) };
  }
  const kind = mediaKinds.find((known) => known === first?.attrGet('title'));
  const isWhole =
    first?.type === 'link_open' &&
    tokens.findIndex(({ type }) => type === 'link_close') === tokens.length - 1;
  if (!isWhole || !kind) return undefined;
  return linked(kind, { url: tokenAttribute(first, 'href'), words: tokens.slice(1, -1) });
}

function linked(
  kind: MediaKind,
  { url, words }: { readonly url: string; readonly words: readonly Token[] },
): Block {
  const caption = readInline(words);
  const isBare = caption.length === 1 && caption[0]?.text === url;
  return { type: 'media', kind, url, caption: isBare ? [] : caption };
}

/** `[ ] text` or `[x] text`. */
export function readCheckbox(
  source: string,
): { readonly checked: boolean; readonly text: string } | undefined {
  const [whole, mark] = /^\[([ xX])\](?:[ \t]+|$)/.exec(source) ?? [];
  if (whole === undefined) return undefined;
  return { checked: mark !== ' ', text: source.slice(whole.length) };
}

/** What comes after `[!NOTE]` or `[!💡]` in a quote; undefined for any other quote. */
export function readQuoted(source: string): { readonly icon: string; readonly text: string } | undefined {
  const [whole, word = ''] = /^\[!([^\]\s]+)\](?:[ \t]*\n|[ \t]+|$)/.exec(source) ?? [];
  if (whole === undefined) return undefined;
  const icon = word === noteWord ? noteWord : iconOfWord(word);
  return icon === undefined ? undefined : { icon, text: source.slice(whole.length) };
}
