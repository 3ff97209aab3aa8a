import { nearNames } from '../near-names.ts';
import { invalidInput } from '../notion-errors.ts';
import { type Column, findColumn, findOption, optionsOf } from './data-source-schema.ts';
import { readDate } from './date-input.ts';
import { comparisonFor, type FilterInput, operatorsOf } from './filter-operators.ts';
import type { NameResolver } from './write-property.ts';

/** Conditions by property name as one filter object of Notion's, by the types of the columns. */
export async function queryFilter(
  filters: readonly FilterInput[],
  { columns, resolver, match }: { columns: readonly Column[]; resolver: NameResolver; match: 'all' | 'any' },
): Promise<object | undefined> {
  const conditions: object[] = [];
  for (const filter of filters) {
    const column = findColumn(columns, filter.property, 'filters');
    conditions.push({ property: column.name, ...(await condition(column, filter, resolver)) });
  }
  if (conditions.length < 2) return conditions[0];
  return match === 'any' ? { or: conditions } : { and: conditions };
}

async function condition(
  column: Column,
  { operator, value }: FilterInput,
  resolver: NameResolver,
): Promise<object> {
  const family = familyOf(column, value);
  const allowed = operatorsOf(family.kind);
  const comparison = comparisonFor(family.kind, operator);
  if (!comparison)
    throw wrong(column, `cannot be compared with "${operator}"`, `Use one of: ${allowed.join(', ')}.`);
  const isExistence = operator === 'is_empty' || operator === 'is_not_empty';
  const operand = isExistence ? true : await operandOf(column, { kind: family.kind, value, resolver });
  return family.wrap({ [comparison]: operand });
}

type Kind = Parameters<typeof operatorsOf>[0];

interface Family {
  readonly kind: Kind;
  readonly wrap: (comparison: object) => object;
}

const kinds: Readonly<Record<string, Kind>> = {
  title: 'text',
  rich_text: 'text',
  url: 'text',
  email: 'text',
  phone_number: 'text',
  number: 'number',
  unique_id: 'number',
  checkbox: 'checkbox',
  select: 'option',
  status: 'option',
  multi_select: 'options',
  date: 'date',
  created_time: 'date',
  last_edited_time: 'date',
  people: 'people',
  created_by: 'people',
  last_edited_by: 'people',
  relation: 'relation',
  files: 'existence',
};

function familyOf(column: Column, value: FilterInput['value']): Family {
  const { type } = column;
  if (type === 'formula') {
    const kind = kindOfValue(value);
    return { kind, wrap: (comparison) => ({ formula: { [kind === 'text' ? 'string' : kind]: comparison } }) };
  }
  if (type === 'rollup') {
    const kind = kindOfValue(value);
    if (kind === 'number' || kind === 'date')
      return { kind, wrap: (comparison) => ({ rollup: { [kind]: comparison } }) };
    return {
      kind,
      wrap: (comparison) => ({ rollup: { any: { [kind === 'text' ? 'rich_text' : kind]: comparison } } }),
    };
  }
  const kind = kinds[type];
  if (!kind) throw wrong(column, 'cannot be used in a filter');
  return { kind, wrap: (comparison) => ({ [type]: comparison }) };
}

/** What a formula or rollup gives is not in the schema; the value tells what is meant. */
function kindOfValue(value: FilterInput['value']): 'text' | 'number' | 'checkbox' | 'date' {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'checkbox';
  return typeof value === 'string' && readDate(value) ? 'date' : 'text';
}

async function operandOf(
  column: Column,
  { kind, value, resolver }: { kind: Kind; value: FilterInput['value']; resolver: NameResolver },
): Promise<string | number | boolean> {
  if (value === undefined) throw wrong(column, 'needs a value to be compared with');
  switch (kind) {
    case 'number':
      return numberIn(column, value);
    case 'checkbox':
      if (typeof value === 'boolean') return value;
      throw wrong(column, 'is compared with true or false');
    case 'option':
    case 'options':
      return optionIn(column, String(value));
    case 'date': {
      const date = readDate(String(value));
      if (date && !date.end && !date.time_zone) return date.start;
      throw wrong(column, 'is compared with a day, or a time with its offset: 2026-01-31T09:00:00+01:00');
    }
    case 'people':
      return value === 'me' ? 'me' : resolver.person(String(value), 'filters');
    case 'relation':
      return resolver.page(String(value), 'filters', column.relation?.data_source_id ?? undefined);
    default:
      return String(value);
  }
}

/** An id such as TASK-12 is compared by its number. */
function numberIn(column: Column, value: string | number | boolean): number {
  const text = column.type === 'unique_id' ? String(value).replace(/^.*-(?=\d+$)/, '') : String(value);
  const number = typeof value === 'boolean' || text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw wrong(column, 'is compared with a number');
}

function optionIn(column: Column, name: string): string {
  const known = findOption(column, name);
  if (known !== undefined) return known;
  throw wrong(column, `has no option "${name.slice(0, 100)}"`, nearNames(name, optionsOf(column)));
}

function wrong({ name, type }: Column, problem: string, nextAction?: string) {
  return invalidInput('filters', `the property "${name}" (${type}) ${problem}`, nextAction);
}
