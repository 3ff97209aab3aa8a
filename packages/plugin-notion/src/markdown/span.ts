/** A stretch of text with one look. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly underline?: boolean;
  readonly code?: boolean;
  readonly link?: string;
  /** The text is a TeX expression. */
  readonly equation?: boolean;
  /** What the text stands for: `user/<id>`, `page/<id>`, `database/<id>`, `date/<start>[/<end>]`. */
  readonly mention?: string;
}

/** The looks that may surround any other. */
export const wraps = ['underline', 'bold', 'italic', 'strike'] as const;

/** A look that may surround any other. */
export type Wrap = (typeof wraps)[number];

const looks = [...wraps, 'code', 'link', 'equation', 'mention'] as const;

/** The spans in the one form in which Markdown can say them: merged, no look on outer spaces, code on one line. */
export function normalSpans(spans: readonly Span[]): Span[] {
  const pieces = spans.flatMap(splitSpan);
  for (const wrap of wraps) unwrapOuterSpaces(pieces, wrap);
  return mergeSpans(pieces);
}

/** Puts neighbours of the same look together. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    if (span.text === '') continue;
    const last = merged.at(-1);
    const joins = last && !isWhole(span) && looks.every((look) => (last[look] || '') === (span[look] || ''));
    if (joins) merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else merged.push(tidy(span));
  }
  return merged;
}

/** Equations and mentions stay apart from their neighbours. */
function isWhole({ equation, mention, link }: Span): boolean {
  return equation === true || Boolean(mention) || link?.startsWith('mention://') === true;
}

/** A span without the looks that it does not have, so that two can be compared. */
function tidy(span: Span): Span {
  const kept = looks.flatMap((look) => (span[look] ? [[look, span[look]]] : []));
  return { text: span.text, ...Object.fromEntries(kept) };
}

function splitSpan(span: Span): Span[] {
  if (span.equation) return [{ ...span, text: span.text.replaceAll(/\s*\n\s*/g, ' ').trim() }];
  if (span.mention) return [{ ...span, text: span.text.replaceAll(/\s+/g, ' ').trim() || span.mention }];
  const text = span.text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '�');
  if (span.code)
    return text
      .split(/(\n)/)
      .map((piece): Span => (piece === '\n' ? { text: piece } : { ...span, text: piece }));
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return [before, middle, after].filter((piece) => piece !== '').map((piece) => ({ ...span, text: piece }));
}

function unwrapOuterSpaces(pieces: Span[], wrap: Wrap): void {
  for (const step of [1, -1]) {
    let isInside = false;
    for (let index = step > 0 ? 0 : pieces.length - 1; pieces[index]; index += step) {
      const piece = pieces[index];
      if (!piece?.[wrap]) isInside = false;
      else if (!isInside && piece.text.trim() === '') pieces[index] = { ...piece, [wrap]: false };
      else isInside = true;
    }
  }
}
