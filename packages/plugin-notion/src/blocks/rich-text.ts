import { z } from 'zod';
import { mergeSpans, type Span } from '../markdown/span.ts';
import { invalidInput } from '../notion-errors.ts';
import { isScript } from './is-script.ts';
import { requireAddress } from './require-address.ts';

const text = z.string().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const withId = z.object({ id: text }).nullish().catch(undefined);

const itemSchema = z.object({
  type: text,
  plain_text: text,
  href: text,
  text: z.object({ content: text }).nullish().catch(undefined),
  equation: z.object({ expression: text }).nullish().catch(undefined),
  mention: z
    .object({
      type: text,
      user: withId,
      page: withId,
      database: withId,
      date: z.object({ start: text, end: text }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  annotations: z
    .object({ bold: flag, italic: flag, strikethrough: flag, underline: flag, code: flag })
    .nullish()
    .catch(undefined),
});

/** Notion's rich text; whatever is not one is an empty text. */
export const richTextSchema = z.array(itemSchema).nullish().catch(undefined);

/** Rich text as Notion answers it. */
export type RichText = z.infer<typeof richTextSchema>;

/** The words alone. */
export function plainText(richText: RichText): string {
  return (richText ?? []).map((item) => item.plain_text ?? item.text?.content ?? '').join('');
}

/** Rich text as spans. */
export function spansOf(richText: RichText): Span[] {
  return mergeSpans((richText ?? []).map(spanOf));
}

function spanOf({
  plain_text,
  text: content,
  href,
  equation,
  mention,
  annotations,
}: z.infer<typeof itemSchema>): Span {
  const look = {
    bold: annotations?.bold ?? false,
    italic: annotations?.italic ?? false,
    strike: annotations?.strikethrough ?? false,
    underline: annotations?.underline ?? false,
  };
  const words = plain_text ?? content?.content ?? '';
  if (equation?.expression) return { ...look, text: equation.expression, equation: true };
  const target = mention && mentionTarget(mention);
  if (target) return { ...look, text: words || target, mention: target };
  return {
    ...look,
    text: words,
    code: annotations?.code ?? false,
    link: href && !isScript(href) ? href : '',
  };
}

function mentionTarget(mention: NonNullable<z.infer<typeof itemSchema>['mention']>): string | undefined {
  const { date } = mention;
  if (date?.start) return `date/${date.start}${date.end ? `/${date.end}` : ''}`;
  for (const kind of ['user', 'page', 'database'] as const)
    if (mention[kind]?.id) return `${kind}/${mention[kind].id}`;
  return undefined;
}

/** https://developers.notion.com/reference/request-limits */
const longestText = 2_000;
const mostItems = 100;
const longestEquation = 1_000;

/** Spans in the form in which Notion takes them, within its limits. */
export function richTextOf(spans: readonly Span[], field: string): object[] {
  const items = spans.flatMap(itemsOf);
  if (items.length > mostItems)
    throw invalidInput(
      field,
      `one text has ${items.length} differently formatted or over-long pieces, and Notion takes ${mostItems}`,
      'Divide the text into several paragraphs.',
    );
  if (spans.some((span) => span.equation && span.text.length > longestEquation))
    throw invalidInput(
      field,
      `an equation is longer than the ${longestEquation} characters that Notion takes`,
    );
  for (const { link } of spans) if (link) requireAddress(link, { field, isLink: true });
  return items;
}

/** A text in the form in which Notion takes it. */
export function richTextFrom(words: string, field: string): object[] {
  return richTextOf(words === '' ? [] : [{ text: words }], field);
}

function itemsOf(span: Span): object[] {
  const annotations = annotationsOf(span);
  const styled = Object.keys(annotations).length > 0 ? { annotations } : {};
  if (span.equation) return [{ type: 'equation', equation: { expression: span.text }, ...styled }];
  if (span.mention) return [{ type: 'mention', mention: mentionOf(span.mention), ...styled }];
  const link = span.link ? { link: { url: span.link } } : {};
  return chunksOf(span.text).map((content) => ({ type: 'text', text: { content, ...link }, ...styled }));
}

function annotationsOf({ bold, italic, strike, underline, code }: Span) {
  return {
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
    ...(strike ? { strikethrough: strike } : {}),
    ...(underline ? { underline } : {}),
    ...(code ? { code } : {}),
  };
}

function mentionOf(target: string): object {
  const [kind = '', first = '', second] = target.split('/');
  if (kind === 'date') return { type: 'date', date: { start: first, ...(second ? { end: second } : {}) } };
  return { type: kind, [kind]: { id: first } };
}

/** Pieces that Notion takes, none of which begins within a character. */
function chunksOf(words: string): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < words.length; ) {
    const isSplit = /[\uD800-\uDBFF]/.test(words[start + longestText - 1] ?? '');
    const end = start + longestText - (isSplit ? 1 : 0);
    chunks.push(words.slice(start, end));
    start = end;
  }
  return chunks;
}
