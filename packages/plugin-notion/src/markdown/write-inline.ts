import { type Care, escapeText } from './escape-text.ts';
import { type Span, type Wrap, wraps } from './span.ts';

/** How a line of spans is written. */
export interface InlinePlace {
  readonly care: Care;
  readonly oneLine: boolean;
}

type Mark = Wrap | `link:${string}`;

type Piece = { readonly span: Span } | { readonly open: Mark } | { readonly close: Mark };

/** Spans as a line of Markdown. `bare` keeps the words and leaves the looks out. */
export function writeInline(spans: readonly Span[], place: InlinePlace): string {
  const pieces = piecesOf(place.care === 'bare' ? spans.map(withoutLooks) : spans);
  return pieces.map((piece, index) => writePiece(pieces, { piece, index, place })).join('');
}

function withoutLooks({ text, equation, mention }: Span): Span {
  return { text, ...(equation ? { equation } : {}), ...(mention ? { mention } : {}) };
}

function marksOf(span: Span): Mark[] {
  const link = span.mention ? `mention://${span.mention}` : span.link;
  return [...(link ? [`link:${link}` as const] : []), ...wraps.filter((wrap) => span[wrap])];
}

/** Spans with the beginnings and ends of their looks: what lasts longer begins first. */
function piecesOf(spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  const open: Mark[] = [];
  const lasts = (mark: Mark, from: number) => {
    const end = spans.findIndex((span, index) => index > from && !marksOf(span).includes(mark));
    return (end < 0 ? spans.length : end) - from;
  };
  const closeUntil = (isDone: () => boolean) => {
    while (!isDone()) {
      const mark = open.pop();
      if (mark) pieces.push({ close: mark });
    }
  };
  for (const [index, span] of spans.entries()) {
    const wanted = marksOf(span);
    const isNew = spans[index - 1]?.mention !== undefined || span.mention !== undefined;
    closeUntil(() => open.every((mark) => wanted.includes(mark) && !(isNew && mark.startsWith('link:'))));
    const missing = wanted.filter((mark) => !open.includes(mark));
    for (const mark of missing.toSorted((first, second) => lasts(second, index) - lasts(first, index))) {
      open.push(mark);
      pieces.push({ open: mark });
    }
    pieces.push({ span });
  }
  closeUntil(() => open.length === 0);
  return pieces;
}

function writePiece(
  pieces: readonly Piece[],
  { piece, index, place }: { readonly piece: Piece; readonly index: number; readonly place: InlinePlace },
): string {
  if ('open' in piece) return opening(piece.open, place.care);
  if ('close' in piece) return closing(piece.close, place.care);
  const { span } = piece;
  if (span.equation) return writeEquation(span.text, place.care);
  if (span.code) return writeCode(span.text);
  const next = pieces[index + 1];
  const previous = pieces[index - 1];
  return escapeText(span.text, {
    ...place,
    beforeLook: next !== undefined && 'open' in next,
    afterLook: previous !== undefined && 'close' in previous,
  });
}

function delimiter(wrap: Wrap, care: Care): string {
  if (wrap === 'bold') return '**';
  if (wrap === 'strike') return '~~';
  return care === 'guarded' ? '_' : '*';
}

function opening(mark: Mark, care: Care): string {
  if (mark.startsWith('link:')) return '[';
  return mark === 'underline' ? '<u>' : delimiter(mark as Wrap, care);
}

function closing(mark: Mark, care: Care): string {
  if (mark.startsWith('link:')) return `](${writeUrl(mark.slice('link:'.length))})`;
  return mark === 'underline' ? '</u>' : delimiter(mark as Wrap, care);
}

/** A URL as the target of a link. */
export function writeUrl(url: string): string {
  const safe = url
    .replaceAll(/[\n\r\t]/g, encodeURIComponent)
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll(/[\\<>]/g, '\\$&');
  return /[\s()<>]/.test(safe) || safe === '' ? `<${safe}>` : safe;
}

function writeCode(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const needsSpace = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '');
  return needsSpace ? `${fence} ${text} ${fence}` : fence + text + fence;
}

/** Between ticks where the dollars alone could be those of a price. */
function writeEquation(expression: string, care: Care): string {
  const needsTicks = care !== 'plain' || /[$`]|\\$/.test(expression);
  return needsTicks ? `$\`${expression}\`$` : `$${expression}$`;
}
