import { z } from 'zod';
import { languages } from './languages.ts';
import { invalidBody } from './notion-error.ts';
import { idSchema } from './notion-ids.ts';
import { parseBody } from './parse-body.ts';
import { colorSchema, richTextSchema } from './rich-text.ts';

const rich_text = richTextSchema;
const color = colorSchema.default('default');
const caption = richTextSchema.default([]);
const url = z.string().max(2_000).refine(URL.canParse, 'a valid URL');
const iconSchema = z.strictObject({
  type: z.literal('emoji').optional(),
  emoji: z
    .string()
    .regex(/^\p{Emoji}/u)
    .max(20),
});
const external = z.strictObject({
  type: z.literal('external').optional(),
  external: z.strictObject({ url }),
  caption,
});
const heading = z.strictObject({ rich_text, color, is_toggleable: z.boolean().default(false) });
const text = z.strictObject({ rich_text, color });

/** Content by type, without what is inside. https://developers.notion.com/reference/block */
const contents: Readonly<Record<string, z.ZodType<Record<string, unknown>>>> = {
  paragraph: text,
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: text,
  numbered_list_item: text,
  quote: text,
  toggle: text,
  to_do: z.strictObject({ rich_text, color, checked: z.boolean().default(false) }),
  callout: z.strictObject({
    rich_text,
    color,
    icon: iconSchema.default({ emoji: '💡' }).transform(({ emoji }) => ({ type: 'emoji', emoji })),
  }),
  code: z.strictObject({ rich_text, caption, language: z.enum(languages) }),
  equation: z.strictObject({ expression: z.string().max(1_000) }),
  divider: z.strictObject({}),
  breadcrumb: z.strictObject({}),
  table_of_contents: z.strictObject({ color }),
  bookmark: z.strictObject({ url, caption }),
  embed: z.strictObject({ url, caption }),
  image: external,
  video: external,
  pdf: external,
  audio: external,
  file: external.extend({ name: z.string().optional() }),
  table: z.strictObject({
    table_width: z.int().min(1).max(100),
    has_column_header: z.boolean().default(false),
    has_row_header: z.boolean().default(false),
  }),
  table_row: z.strictObject({ cells: z.array(richTextSchema).max(100) }),
  column_list: z.strictObject({}),
  column: z.strictObject({}),
  link_to_page: z.strictObject({ type: z.literal('page_id').optional(), page_id: idSchema }),
};

const holders = new Set([
  ...['paragraph', 'bulleted_list_item', 'numbered_list_item', 'quote', 'toggle', 'to_do', 'callout'],
  ...['table', 'column_list', 'column', 'heading_1', 'heading_2', 'heading_3', 'heading_4'],
]);

/** A block that is to be made. */
export interface BlockInput {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly children: readonly BlockInput[];
}

const mostBlocks = 1_000;
const deepestLevel = 2;
const childrenSchema = z.array(z.record(z.string(), z.unknown())).max(100);

/** Reads the blocks of a request as strictly as Notion: types, fields, lengths, numbers and levels. */
export function readBlockInputs(value: unknown, path = 'body.children'): BlockInput[] {
  const inputs = readLevel(value, { path, level: 0 });
  const total = countOf(inputs);
  if (total > mostBlocks)
    throw invalidBody(path, `should hold ≤ \`${mostBlocks}\` blocks, instead holds \`${total}\``);
  return inputs;
}

function countOf(inputs: readonly BlockInput[]): number {
  return inputs.reduce((total, { children }) => total + 1 + countOf(children), 0);
}

function readLevel(
  value: unknown,
  { path, level }: { readonly path: string; readonly level: number },
): BlockInput[] {
  return parseBody(childrenSchema, value, path).map((block, index) =>
    readBlock(block, { path: `${path}[${index}]`, level }),
  );
}

function readBlock(
  { object = 'block', type, ...rest }: Record<string, unknown>,
  { path, level }: { readonly path: string; readonly level: number },
): BlockInput {
  const [name = '', ...more] = Object.keys(rest);
  const schema = Object.hasOwn(contents, name) ? contents[name] : undefined;
  if (object !== 'block' || more.length > 0 || !schema || (type !== undefined && type !== name))
    throw invalidBody(
      path,
      `should be a block of a known type, instead was \`${[...Object.keys(rest)].join(', ')}\``,
    );
  const given = parseBody(z.record(z.string(), z.unknown()), rest[name], `${path}.${name}`);
  const { children, ...content } = given;
  if (children !== undefined && (!holders.has(name) || level >= deepestLevel))
    throw invalidBody(`${path}.${name}.children`, 'should be not present');
  const inside =
    children === undefined ? [] : readLevel(children, { path: `${path}.${name}.children`, level: level + 1 });
  const input = { type: name, content: parseBody(schema, content, `${path}.${name}`), children: inside };
  refuseOddFamilies(input, path);
  return input;
}

/** A table is made of rows of its width; a heading holds something only where it can be folded. */
function refuseOddFamilies({ type, content, children }: BlockInput, path: string): void {
  if (type === 'table') {
    if (children.length === 0)
      throw invalidBody(`${path}.table.children`, 'should be defined, instead was `undefined`');
    const fits = children.every((row) => row.type === 'table_row' && cellsOf(row) === content.table_width);
    if (!fits)
      throw invalidBody(`${path}.table.children`, 'should be rows with as many cells as the table is wide');
  }
  if (type.startsWith('heading_') && children.length > 0 && !content.is_toggleable)
    throw invalidBody(`${path}.${type}.children`, 'should be not present');
}

function cellsOf({ content }: BlockInput): number {
  return Array.isArray(content.cells) ? content.cells.length : 0;
}
