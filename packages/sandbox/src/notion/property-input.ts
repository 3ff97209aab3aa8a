import { z } from 'zod';
import type { NotionCall } from './notion-call.ts';
import { NotionError } from './notion-error.ts';
import { idSchema } from './notion-ids.ts';
import type { StoredColumn, StoredDatabase } from './notion-store.ts';
import { userResource } from './notion-users.ts';
import { parseBody } from './parse-body.ts';
import { completeRichText, dateSchema, richTextSchema } from './rich-text.ts';

const optionSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^,]*$/, 'no comma'),
});
const fileSchema = z.strictObject({
  type: z.literal('external').optional(),
  name: z.string().max(100),
  external: z.strictObject({ url: z.string().max(2_000).refine(URL.canParse, 'a valid URL') }),
});

const schemas: Readonly<Record<string, z.ZodType>> = {
  title: richTextSchema,
  rich_text: richTextSchema,
  number: z.number().nullable(),
  checkbox: z.boolean(),
  url: z.string().min(1).max(2_000).nullable(),
  email: z.string().min(1).max(200).nullable(),
  phone_number: z.string().min(1).max(200).nullable(),
  select: optionSchema.nullable(),
  status: optionSchema.nullable(),
  multi_select: z.array(optionSchema).max(100),
  date: dateSchema.nullable(),
  people: z.array(z.strictObject({ object: z.literal('user').optional(), id: idSchema })).max(100),
  relation: z.array(z.strictObject({ id: idSchema })).max(100),
  files: z.array(fileSchema).max(100),
};

const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const titleColumn: StoredColumn = { id: 'title', name: 'title', type: 'title', settings: {} };

/** Reads the properties of a page, in the form in which they are kept. */
export function readProperties(
  call: NotionCall,
  value: unknown,
  database: StoredDatabase | undefined,
): Map<string, Readonly<Record<string, unknown>>> {
  const columns = database?.columns ?? [titleColumn];
  const read = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [name, given] of Object.entries(parseBody(valuesSchema, value, 'body.properties'))) {
    const column = columns.find((candidate) => candidate.name === name || candidate.id === name);
    if (!column) throw new NotionError(400, `${name} is not a property that exists.`);
    const { type = column.type, ...rest } = given;
    const [field, ...more] = Object.keys(rest);
    if (type !== column.type || field !== column.type || more.length > 0)
      throw new NotionError(400, `${name} is expected to be ${column.type}.`);
    read.set(column.id, { [column.type]: readValue(call, { column, value: rest[column.type] }) });
  }
  return read;
}

function readValue(
  call: NotionCall,
  { column, value }: { readonly column: StoredColumn; readonly value: unknown },
): unknown {
  const schema = schemas[column.type];
  if (!schema) throw new NotionError(400, `${column.name} cannot be updated.`);
  const parsed: unknown = parseBody(schema, value, `body.properties.${column.name}.${column.type}`);
  switch (column.type) {
    case 'title':
    case 'rich_text':
      return completeRichText(richTextSchema.parse(parsed), call.store);
    case 'select':
    case 'status':
      return parsed === null ? null : optionOf(column, optionSchema.parse(parsed).name);
    case 'multi_select':
      return z
        .array(optionSchema)
        .parse(parsed)
        .map(({ name }) => optionOf(column, name));
    case 'date':
      return parsed === null ? null : dateOf(dateSchema.parse(parsed), column);
    default:
      return completeReferences(call, column, parsed);
  }
}

function completeReferences(call: NotionCall, column: StoredColumn, parsed: unknown): unknown {
  const { store, capabilities } = call;
  if (column.type === 'people') {
    return z
      .array(z.object({ id: z.string() }))
      .parse(parsed)
      .map(({ id }) => {
        const user = store.user(id);
        if (!user) throw new NotionError(400, `${column.name}: Could not find user with ID: ${id}.`);
        return userResource(user, capabilities.includes('read_users'));
      });
  }
  if (column.type === 'relation') {
    return z
      .array(z.object({ id: z.string() }))
      .parse(parsed)
      .map(({ id }) => {
        const page = store.page(id);
        const fits =
          page?.parent.type === 'data_source_id' &&
          page.parent.data_source_id === column.settings.data_source_id;
        if (!fits) throw new NotionError(400, `Page with ID ${id} is not part of the related data source.`);
        return { id };
      });
  }
  return column.type === 'files'
    ? z
        .array(fileSchema)
        .parse(parsed)
        .map((file) => ({ type: 'external', ...file }))
    : parsed;
}

const colored = z.array(z.looseObject({ name: z.string() }));

/** An option that is there, or a new one where the column takes new ones. */
function optionOf(column: StoredColumn, name: string): object {
  const options = colored.parse(column.settings.options);
  const known = options.find((option) => option.name === name);
  if (known) return known;
  if (column.type === 'status') throw new NotionError(400, `Status option "${name}" does not exist".`);
  const option = { id: `option-${options.length + 1}`, name, color: 'default' };
  (column.settings.options as object[]).push(option);
  return option;
}

function dateOf(
  { start, end = null, time_zone: zone = null }: z.infer<typeof dateSchema>,
  { name }: StoredColumn,
): object {
  const hasOffset = [start, end].some((moment) => /T.*(?:Z|[+-]\d\d:\d\d)$/.test(moment ?? ''));
  if (zone !== null && hasOffset)
    throw new NotionError(
      400,
      `${name}: start and end can not have a time zone offset when time_zone is given.`,
    );
  if (zone !== null && !Intl.supportedValuesOf('timeZone').includes(zone))
    throw new NotionError(400, `${name}: time_zone should be a valid IANA time zone.`);
  if (end !== null && Date.parse(end) < Date.parse(start))
    throw new NotionError(400, `${name}: end is before start.`);
  return { start: zoned(start, zone), end: end === null ? null : zoned(end, zone), time_zone: null };
}

/** Notion answers times with their offset, whatever form they came in. */
function zoned(moment: string, zone: string | null): string {
  if (!moment.includes('T')) return moment;
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(moment)) return moment.replace(/Z$/, '+00:00');
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone ?? 'UTC', timeZoneName: 'longOffset' });
  const shown =
    parts.formatToParts(new Date(`${moment}Z`)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${moment}${shown.replace('GMT', '') || '+00:00'}`;
}
