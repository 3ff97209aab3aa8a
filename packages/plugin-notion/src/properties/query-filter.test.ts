import { expect, it } from 'vitest';
import type { Column } from './data-source-schema.ts';
import type { FilterInput } from './filter-operators.ts';
import { queryFilter } from './query-filter.ts';

const resolver = {
  person: async (name: string) => `id of ${name}`,
  page: async (title: string) => `id of ${title}`,
};

async function filterFor(type: string, filter: Pick<FilterInput, 'operator' | 'value'>) {
  const columns: Column[] = [{ name: 'It', type }];
  const context = { columns, resolver, match: 'all' } as const;
  return queryFilter([{ property: 'it', ...filter }], context);
}

it.each([
  ['formula', 'equals', 'x', { formula: { string: { equals: 'x' } } }],
  ['formula', 'greater_than', 3, { formula: { number: { greater_than: 3 } } }],
  ['formula', 'equals', true, { formula: { checkbox: { equals: true } } }],
  ['formula', 'less_than', '2026-01-31', { formula: { date: { before: '2026-01-31' } } }],
  ['rollup', 'at_least', 3, { rollup: { number: { greater_than_or_equal_to: 3 } } }],
  ['rollup', 'at_most', '2026-01-31', { rollup: { date: { on_or_before: '2026-01-31' } } }],
  ['rollup', 'contains', 'x', { rollup: { any: { rich_text: { contains: 'x' } } } }],
  ['rollup', 'equals', false, { rollup: { any: { checkbox: { equals: false } } } }],
  ['created_by', 'equals', 'Ada', { created_by: { contains: 'id of Ada' } }],
  ['relation', 'not_equals', 'Plan', { relation: { does_not_contain: 'id of Plan' } }],
  ['people', 'is_not_empty', undefined, { people: { is_not_empty: true } }],
] as const)('asks for %s %s %s in Notion’s words', async (...[type, operator, value, filter]) => {
  expect(await filterFor(type, { operator, value })).toEqual({ property: 'It', ...filter });
});

it.each(['button', 'place', 'something_new'])('refuses to compare a %s', async (type) => {
  await expect(filterFor(type, { operator: 'equals', value: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});
