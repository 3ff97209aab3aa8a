import type { Token } from 'markdown-it';
import { mergeSpans, type Span } from './span.ts';
import { tokenAttribute } from './token-attribute.ts';

type Look = Omit<Span, 'text'>;

const lookOf: Readonly<Record<string, keyof Look>> = { strong: 'bold', em: 'italic', s: 'strike' };

/** The tokens of a line of text as spans. */
export function readInline(tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  let look: Look = {};
  for (const token of tokens) {
    const changed = changedLook(token, look);
    if (changed) look = changed;
    else spans.push(spanOf(token, look));
  }
  return mergeSpans(spans).map(asMention);
}

function changedLook(token: Token, look: Look): Look | undefined {
  const name = lookOf[/^(\w+)_(?:open|close)$/.exec(token.type)?.[1] ?? ''];
  if (name) return { ...look, [name]: token.nesting > 0 };
  if (token.type === 'link_open') return { ...look, link: tokenAttribute(token, 'href') };
  if (token.type === 'link_close') return { ...look, link: '' };
  if (token.type !== 'html_inline') return undefined;
  if (/^<u>$/i.test(token.content)) return { ...look, underline: true };
  return /^<\/u>$/i.test(token.content) ? { ...look, underline: false } : undefined;
}

function spanOf(token: Token, look: Look): Span {
  switch (token.type) {
    case 'softbreak':
    case 'hardbreak':
      return { ...look, text: '\n' };
    case 'code_inline':
      return { ...look, text: token.content, code: true };
    case 'equation':
      return { ...look, text: token.content, equation: true };
    case 'image':
      // Notion has images as blocks only: within a line one becomes a link.
      return { ...look, text: token.content || 'image', link: tokenAttribute(token, 'src') };
    case 'html_inline':
      return { ...look, text: /^<br\s*\/?>$/i.test(token.content) ? '\n' : token.content };
    default:
      return { ...look, text: token.content };
  }
}

function asMention(span: Span): Span {
  const [, mention] = /^mention:\/\/((?:user|page|database|date)\/[\w:.+/-]+)$/.exec(span.link ?? '') ?? [];
  if (!mention) return span;
  const { link, ...rest } = span;
  return { ...rest, mention };
}
