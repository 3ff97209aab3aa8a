import { z } from 'zod';

/** The comparisons, in words that mean the same for every type of property. */
export const operators = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'less_than',
  'at_most',
  'greater_than',
  'at_least',
  'is_empty',
  'is_not_empty',
] as const;

/** One comparison. */
export type Operator = (typeof operators)[number];

/** One condition of a query. */
export const filterInput = z.strictObject({
  property: z.string().min(1).max(200).describe('Name of the property.'),
  operator: z
    .enum(operators)
    .default('equals')
    .describe('For dates less_than is before, at_least is on or after.'),
  value: z
    .union([z.string().max(2_000), z.number(), z.boolean()])
    .optional()
    .describe(
      'Option, text, number, true/false, date, person or title of a related page; none for is_empty.',
    ),
});

/** One condition of a query. */
export type FilterInput = z.infer<typeof filterInput>;

const existence = { is_empty: 'is_empty', is_not_empty: 'is_not_empty' } as const;
const equality = { equals: 'equals', not_equals: 'does_not_equal' } as const;
const containment = { contains: 'contains', not_contains: 'does_not_contain' } as const;

/** Where Notion knows only containment, a single thing equals what it contains. */
const membership = {
  ...containment,
  equals: 'contains',
  not_equals: 'does_not_contain',
  ...existence,
} as const;

/** Notion's own words by what kind of value a property has. https://developers.notion.com/reference/filter-data-source-entries */
const comparisons = {
  text: { ...equality, ...containment, starts_with: 'starts_with', ends_with: 'ends_with', ...existence },
  number: {
    ...equality,
    less_than: 'less_than',
    at_most: 'less_than_or_equal_to',
    greater_than: 'greater_than',
    at_least: 'greater_than_or_equal_to',
    ...existence,
  },
  checkbox: equality,
  option: { ...equality, ...existence },
  options: membership,
  people: membership,
  relation: membership,
  date: {
    equals: 'equals',
    less_than: 'before',
    at_most: 'on_or_before',
    greater_than: 'after',
    at_least: 'on_or_after',
    ...existence,
  },
  existence,
} as const;

/** What can be asked of this kind of value. */
export function operatorsOf(kind: keyof typeof comparisons): string[] {
  return Object.keys(comparisons[kind]);
}

/** Notion's word for a comparison; undefined where this kind of value has none. */
export function comparisonFor(kind: keyof typeof comparisons, operator: Operator): string | undefined {
  return new Map<string, string>(Object.entries(comparisons[kind])).get(operator);
}
