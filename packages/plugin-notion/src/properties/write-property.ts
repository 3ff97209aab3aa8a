import { richTextFrom } from '../blocks/rich-text.ts';
import { nearNames } from '../near-names.ts';
import { invalidInput } from '../notion-errors.ts';
import { type Column, findColumn, findOption, optionsOf } from './data-source-schema.ts';
import { readDate } from './date-input.ts';
import type { ValueInput } from './property-input.ts';

/** Finds the ids of what people call by name. */
export interface NameResolver {
  /** By name, e-mail address or id. */
  person(name: string, field: string): Promise<string>;
  /** By title, id or address. */
  page(title: string, field: string, dataSourceId?: string): Promise<string>;
}

/** Values by name in the form in which Notion takes them, by the types of the columns. */
export async function writeProperties(
  values: Readonly<Record<string, ValueInput>>,
  columns: readonly Column[],
  resolver: NameResolver,
): Promise<Record<string, object>> {
  const written: [string, object][] = [];
  for (const [name, value] of Object.entries(values)) {
    const column = findColumn(columns, name, 'properties');
    written.push([column.name, await writeProperty(column, value, resolver)]);
  }
  return Object.fromEntries(written);
}

async function writeProperty(column: Column, value: ValueInput, resolver: NameResolver): Promise<object> {
  const { type } = column;
  switch (type) {
    case 'title':
    case 'rich_text':
      return {
        [type]: richTextFrom(value === null ? '' : wordsOf(column, value), `properties.${column.name}`),
      };
    case 'number':
      return { number: value === null ? null : numberOf(column, value) };
    case 'checkbox':
      return { checkbox: booleanOf(column, value) };
    case 'url':
    case 'email':
    case 'phone_number':
      return { [type]: value === null || value === '' ? null : wordsOf(column, value) };
    case 'date':
      return { date: value === null || value === '' ? null : dateOf(column, value) };
    case 'select':
    case 'status':
      return {
        [type]: value === null || value === '' ? null : { name: optionOf(column, wordsOf(column, value)) },
      };
    case 'multi_select':
      return { multi_select: listOf(column, value).map((name) => ({ name: optionOf(column, name) })) };
    default:
      return writeReferences(column, value, resolver);
  }
}

async function writeReferences(column: Column, value: ValueInput, resolver: NameResolver): Promise<object> {
  const field = `properties.${column.name}`;
  switch (column.type) {
    case 'people': {
      const ids = await inOrder(listOf(column, value), (name) => resolver.person(name, field));
      return { people: ids.map((id) => ({ object: 'user', id })) };
    }
    case 'relation': {
      const source = column.relation?.data_source_id ?? undefined;
      const ids = await inOrder(listOf(column, value), (title) => resolver.page(title, field, source));
      return { relation: ids.map((id) => ({ id })) };
    }
    case 'files':
      return { files: listOf(column, value).map((file) => fileOf(column, file)) };
    default:
      throw wrong(column, 'is computed by Notion and cannot be set');
  }
}

async function inOrder(names: readonly string[], find: (name: string) => Promise<string>): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push(await find(name));
  return ids;
}

function wrong({ name, type }: Column, problem: string, nextAction?: string) {
  return invalidInput(`properties.${name}`, `the property "${name}" (${type}) ${problem}`, nextAction);
}

function wordsOf(column: Column, value: ValueInput): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw wrong(column, 'takes a text');
}

function listOf(column: Column, value: ValueInput): string[] {
  if (value === null || value === '') return [];
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [value];
  throw wrong(column, 'takes a list of texts');
}

function numberOf(column: Column, value: ValueInput): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw wrong(column, 'takes a number');
}

function booleanOf(column: Column, value: ValueInput): boolean {
  if (typeof value === 'boolean') return value;
  throw wrong(column, 'takes true or false');
}

function dateOf(column: Column, value: ValueInput) {
  const date = typeof value === 'string' ? readDate(value) : undefined;
  if (date) return date;
  throw wrong(
    column,
    'takes a day, a time with its zone, or two of them with "/" between',
    'Write 2026-01-31, 2026-01-31T09:00:00+01:00 or 2026-01-31T09:00[Europe/Madrid].',
  );
}

/** A select gets new options by being given them; a status does not. */
function optionOf(column: Column, name: string): string {
  const known = findOption(column, name);
  if (known !== undefined) return known;
  if (column.type === 'status')
    throw wrong(column, `has no status "${name.slice(0, 100)}"`, nearNames(name, optionsOf(column)));
  if (name.includes(',') || name.trim() === '' || name.length > 100)
    throw wrong(column, 'takes options of 1 to 100 characters without a comma');
  return name;
}

function fileOf(column: Column, given: string): object {
  const [, label, target] = /^\[([^\]]*)\]\((\S+)\)$/.exec(given.trim()) ?? [];
  const url = URL.parse(target ?? given.trim());
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong(column, 'takes addresses of files, or [name](address)');
  const name = label || url.pathname.split('/').at(-1) || url.hostname;
  return { type: 'external', name: name.slice(0, 100), external: { url: url.href } };
}
