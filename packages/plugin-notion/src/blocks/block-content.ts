import { z } from 'zod';
import { richTextSchema } from './rich-text.ts';

const text = z.string().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const place = z.object({ url: text }).nullish().catch(undefined);

const contentSchema = z.object({
  rich_text: richTextSchema,
  caption: richTextSchema,
  checked: flag,
  is_toggleable: flag,
  language: text,
  expression: text,
  url: text,
  external: place,
  file: place,
  name: text,
  title: text,
  has_column_header: flag,
  cells: z.array(richTextSchema).nullish().catch(undefined),
  icon: z.object({ type: text, emoji: text }).nullish().catch(undefined),
  block_type: text,
  page_id: text,
  database_id: text,
});

/** What the fields of a block's own part are, whatever its type. */
export type BlockContent = z.infer<typeof contentSchema>;

/** Reads a block's own part; what is not as documented is left out. */
export function blockContent(part: unknown): BlockContent {
  return contentSchema.safeParse(part).data ?? contentSchema.parse({});
}
