import { z } from 'zod';
import { type CellWords, cellWords } from './cell-words.ts';
import { NotionError } from './notion-error.ts';
import type { StoredColumn, StoredDatabase, StoredPage } from './notion-store.ts';
import type { NotionUser } from './notion-users.ts';

const existence = { is_empty: z.literal(true), is_not_empty: z.literal(true) };
const comparing = (fields: Record<string, z.ZodType>) =>
  z.partialRecord(z.string(), z.unknown()).superRefine((given, context) => {
    const [name, ...more] = Object.keys(given);
    const schema = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (more.length > 0 || !schema?.safeParse(given[name ?? '']).success)
      context.addIssue({ code: 'custom', message: `one of ${Object.keys(fields).join(', ')}` });
  });

const words = z.string();
const number = z.number();
const text = comparing({
  ...{ equals: words, does_not_equal: words, contains: words, does_not_contain: words },
  ...{ starts_with: words, ends_with: words, ...existence },
});
const numeric = comparing({
  ...{ equals: number, does_not_equal: number, greater_than: number, less_than: number },
  ...{ greater_than_or_equal_to: number, less_than_or_equal_to: number, ...existence },
});
const moment = z.string().refine((value) => !Number.isNaN(Date.parse(value)));
const date = comparing({
  ...{
    equals: moment,
    before: moment,
    after: moment,
    on_or_before: moment,
    on_or_after: moment,
    ...existence,
  },
});
const option = comparing({ equals: words, does_not_equal: words, ...existence });
const members = comparing({ contains: words, does_not_contain: words, ...existence });

/** Comparisons by the type of the property. https://developers.notion.com/reference/filter-data-source-entries */
const comparisons: Readonly<Record<string, z.ZodType<Record<string, unknown>>>> = {
  ...{ title: text, rich_text: text, url: text, email: text, phone_number: text },
  ...{ number: numeric, unique_id: numeric, select: option, status: option, multi_select: members },
  ...{ date, created_time: date, last_edited_time: date, people: members, relation: members },
  checkbox: comparing({ equals: z.boolean(), does_not_equal: z.boolean() }),
  files: comparing(existence),
  formula: z.strictObject({ number: numeric }),
};

/** One condition. */
export interface Condition {
  readonly property: string;
  readonly [type: string]: unknown;
}

/** A filter: a condition, or some of which all or any are met. */
export type Filter = Condition | { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] };

const conditionSchema = z.looseObject({ property: z.string() });
const group = z.array(z.union([conditionSchema, z.looseObject({})])).max(100);

/** A filter as it is given; its conditions are read when the columns are known. */
export const filterSchema = z.union([
  z.strictObject({ and: group }),
  z.strictObject({ or: group }),
  conditionSchema,
]);

interface Context {
  readonly database: StoredDatabase;
  readonly user: NotionUser | undefined;
}

/** Whether a row meets a filter. */
export function rowFits(row: StoredPage, filter: z.infer<typeof filterSchema>, context: Context): boolean {
  const inner = (given: unknown) => rowFits(row, filterSchema.parse(given), context);
  if ('and' in filter && Array.isArray(filter.and)) return filter.and.map(inner).every(Boolean);
  if ('or' in filter && Array.isArray(filter.or)) return filter.or.map(inner).some(Boolean);
  return meets(row, conditionSchema.parse(filter), context);
}

function meets(
  row: StoredPage,
  given: z.infer<typeof conditionSchema>,
  { database, user }: Context,
): boolean {
  const { property, type: typeGiven, ...rest } = given;
  const column = database.columns.find(({ name, id }) => name === property || id === property);
  if (!column) throw new NotionError(400, `Could not find property with name or id: ${property}`);
  const [type = '', ...more] = Object.keys(rest);
  if (type !== column.type || more.length > 0 || (typeGiven !== undefined && typeGiven !== type))
    throw new NotionError(400, `database property ${column.type} does not match filter ${type}`);
  const parsed = comparisons[type]?.safeParse(rest[type]);
  if (!parsed?.success)
    throw new NotionError(
      400,
      `body failed validation: body.filter.${type} should be valid, instead was \`${JSON.stringify(rest[type])}\`.`,
    );
  const comparison =
    type === 'formula'
      ? z.object({ number: z.record(z.string(), z.unknown()) }).parse(parsed.data).number
      : parsed.data;
  const [[operator = '', operand] = []] = Object.entries(comparison);
  return compare(wordsFor(row, column), { operator, operand: operand === 'me' ? user?.id : operand, type });
}

function wordsFor(row: StoredPage, column: StoredColumn): CellWords {
  return cellWords(row, column);
}

function compare(
  value: CellWords,
  {
    operator,
    operand,
    type,
  }: { readonly operator: string; readonly operand: unknown; readonly type: string },
): boolean {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (operator === 'is_empty') return isEmpty;
  if (operator === 'is_not_empty') return !isEmpty;
  if (operator.startsWith('does_not_'))
    return !compare(value, {
      operator: operator === 'does_not_equal' ? 'equals' : 'contains',
      operand,
      type,
    });
  if (isEmpty) return false;
  if (Array.isArray(value)) return value.includes(operand);
  if (typeof value === 'string' && /date|_time$/.test(type))
    return compareDates(value, operator, String(operand));
  if (typeof value === 'string')
    return compareTexts(value.toLowerCase(), operator, String(operand).toLowerCase());
  return compareNumbers(Number(value), operator, Number(operand));
}

function compareTexts(value: string, operator: string, operand: string): boolean {
  if (operator === 'contains') return value.includes(operand);
  if (operator === 'starts_with') return value.startsWith(operand);
  return operator === 'ends_with' ? value.endsWith(operand) : value === operand;
}

function compareNumbers(value: number, operator: string, operand: number): boolean {
  if (operator === 'greater_than') return value > operand;
  if (operator === 'less_than') return value < operand;
  if (operator === 'greater_than_or_equal_to') return value >= operand;
  return operator === 'less_than_or_equal_to' ? value <= operand : value === operand;
}

/** A day is compared with days, a time with times. */
function compareDates(value: string, operator: string, operand: string): boolean {
  const isDay = operand.length === 10;
  const [ours, theirs] = isDay
    ? [Date.parse(value.slice(0, 10)), Date.parse(operand)]
    : [Date.parse(value), Date.parse(operand)];
  if (operator === 'before') return ours < theirs;
  if (operator === 'after') return ours > theirs;
  if (operator === 'on_or_before') return ours <= theirs;
  return operator === 'on_or_after' ? ours >= theirs : ours === theirs;
}
