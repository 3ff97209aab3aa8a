import { z } from 'zod';
import { idSchema } from './notion-ids.ts';
import type { NotionStore } from './notion-store.ts';

const colors = ['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'];

/** A colour of text or of its background. */
export const colorSchema = z.enum([...colors, ...colors.map((color) => `${color}_background`)]);

const annotationsSchema = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strikethrough: z.boolean().optional(),
  underline: z.boolean().optional(),
  code: z.boolean().optional(),
  color: colorSchema.optional(),
});

const urlSchema = z
  .string()
  .max(2_000)
  .refine((url) => URL.canParse(url) || url.startsWith('/'), 'Invalid URL for link.');

/** A day or a time. */
const momentSchema = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?$/.test(text) && !Number.isNaN(Date.parse(text)),
    'a valid ISO 8601 date string',
  );

/** A date as it is given. */
export const dateSchema = z.strictObject({
  start: momentSchema,
  end: momentSchema.nullish(),
  time_zone: z.string().nullish(),
});

const common = { annotations: annotationsSchema.optional() };
const textItem = z.strictObject({
  ...common,
  type: z.literal('text').optional(),
  text: z.strictObject({
    content: z.string().max(2_000),
    link: z.strictObject({ url: urlSchema }).nullish(),
  }),
});
const equationItem = z.strictObject({
  ...common,
  type: z.literal('equation').optional(),
  equation: z.strictObject({ expression: z.string().max(1_000) }),
});
const mentionItem = z.strictObject({
  ...common,
  type: z.literal('mention').optional(),
  mention: z.union([
    z.strictObject({ type: z.literal('user').optional(), user: z.object({ id: idSchema }) }),
    z.strictObject({ type: z.literal('page').optional(), page: z.strictObject({ id: idSchema }) }),
    z.strictObject({ type: z.literal('database').optional(), database: z.strictObject({ id: idSchema }) }),
    z.strictObject({ type: z.literal('date').optional(), date: dateSchema }),
  ]),
});

/** Rich text as it is given. */
export const richTextSchema = z.array(z.union([textItem, equationItem, mentionItem])).max(100);

type Item = z.infer<typeof richTextSchema>[number];

/** Rich text as Notion answers it. */
export type RichText = readonly { readonly plain_text: string; readonly [field: string]: unknown }[];

/** Completes rich text in the way in which Notion answers it. */
export function completeRichText(items: readonly Item[], store: NotionStore): RichText {
  return items.map((item) => {
    const plain = {
      bold: false,
      italic: false,
      strikethrough: false,
      underline: false,
      code: false,
      color: 'default',
    };
    const annotations = { ...plain, ...item.annotations };
    if ('equation' in item) {
      const { expression } = item.equation;
      return { type: 'equation', equation: { expression }, annotations, plain_text: expression, href: null };
    }
    if ('mention' in item) return { type: 'mention', ...completeMention(item.mention, store), annotations };
    const link = item.text.link ?? null;
    const { content } = item.text;
    return {
      type: 'text',
      text: { content, link },
      annotations,
      plain_text: content,
      href: link?.url ?? null,
    };
  });
}

function completeMention(mention: z.infer<typeof mentionItem>['mention'], store: NotionStore) {
  if ('user' in mention) {
    const user = store.user(mention.user.id);
    return {
      mention: { type: 'user', user: user ?? mention.user },
      plain_text: `@${user?.name ?? 'Unknown'}`,
      href: null,
    };
  }
  if ('date' in mention) {
    const { start, end = null } = mention.date;
    const words = end ? `${start} → ${end}` : start;
    return {
      mention: { type: 'date', date: { start, end, time_zone: null } },
      plain_text: words,
      href: null,
    };
  }
  const [kind, { id }] =
    'page' in mention ? (['page', mention.page] as const) : (['database', mention.database] as const);
  const href = `https://www.notion.so/${id.replaceAll('-', '')}`;
  return { mention: { type: kind, [kind]: { id } }, plain_text: store.titleOf(id) ?? 'Untitled', href };
}

/** A plain text as Notion answers it. */
export function plainRichText(content: string): RichText {
  const annotations = {
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    code: false,
    color: 'default',
  };
  return content === ''
    ? []
    : [{ type: 'text', text: { content, link: null }, annotations, plain_text: content, href: null }];
}

/** The words alone. */
export function wordsOf(richText: RichText): string {
  return richText.map((item) => item.plain_text).join('');
}
