import { afterAll, beforeAll, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeAll(async () => {
  place = await sandboxPlace();
  await place.connect();
});

afterAll(() => place.close());

type Filter = { property: string; operator?: 'equals'; value?: string | number | boolean };

async function titles(filters: Filter[], match: 'all' | 'any' = 'all'): Promise<string[]> {
  const { rows } = await place.sidecar.run('database_query', { database: 'Tasks', filters, match });
  return rows.map(({ title }) => title).toSorted();
}

const brass = 'Order brass';
const moth = 'Find the moth';
const note = 'Write note G';

it.each([
  ['Name', 'contains', 'note', [note]],
  ['Name', 'starts_with', 'Order', [brass]],
  ['Status', 'equals', 'done', [note]],
  ['Status', 'not_equals', 'Done', [moth, brass]],
  ['Priority', 'equals', 'High', [brass]],
  ['Priority', 'is_empty', undefined, [moth, note]],
  ['Tags', 'contains', 'engine', [note]],
  ['Tags', 'equals', 'engine', [note]],
  ['Due', 'less_than', '2026-01-20', [note]],
  ['Due', 'at_least', '2026-01-20', [moth, brass]],
  ['Due', 'equals', '2026-02-01', [brass]],
  ['Due', 'at_most', '2026-01-20T09:00:00+01:00', [moth, note]],
  ['Points', 'greater_than', 3, [note]],
  ['points', 'at_least', '3', [brass, note]],
  ['Points', 'is_not_empty', undefined, [brass, note]],
  ['Who', 'equals', 'grace@sandbox.example', [moth]],
  ['Who', 'contains', '@Ada Lovelace', [note]],
  ['Who', 'equals', 'me', [note]],
  ['Project', 'equals', 'Analytical Engine', [note]],
  ['Project', 'is_empty', undefined, [moth, brass]],
  ['Urgent', 'equals', true, [brass]],
  ['Urgent', 'not_equals', true, [moth, note]],
  ['ID', 'equals', 'TASK-2', [brass]],
  ['Double', 'equals', 16, [note]],
  ['Files', 'is_empty', undefined, [moth, brass, note]],
  ['Created', 'greater_than', '2020-01-01', [moth, brass, note]],
] as const)('finds rows where %s %s %s', async (...[property, operator, value, expected]) => {
  const filter = { property, operator, ...(value === undefined ? {} : { value }) };
  expect(await titles([filter as Filter])).toEqual([...expected].toSorted());
});

it('finds rows that meet all conditions, or any', async () => {
  const filters = [
    { property: 'Status', value: 'Done' },
    { property: 'Urgent', value: true },
  ];
  expect(await titles(filters)).toEqual([]);
  expect(await titles(filters, 'any')).toEqual([brass, note]);
});

it('sorts by properties and by times, and goes through pages', async () => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await place.sidecar.run('database_query', {
      database: 'Tasks',
      sorts: [{ property: 'Points', direction: 'descending' }, { property: 'created_time' }],
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...page.rows.map(({ title }) => title));
    cursor = page.next_cursor;
  } while (cursor);
  expect(found).toEqual([note, brass, moth]);
});

it('tells the properties of a database and their options', async () => {
  const { schema } = await place.sidecar.run('database_query', {
    database: 'Tasks',
    include_schema: true,
    limit: 1,
  });
  expect(schema).toMatchObject({
    Name: 'title',
    Status: 'status: To do, In progress, Done',
    Due: 'date',
    Double: 'formula',
  });
});

it.each([
  [{ property: 'Stauts', value: 'Done' }, /no property "Stauts"/, /"Status"/],
  [{ property: 'Status', value: 'Finished' }, /no option "Finished"/, /"Done"/],
  [{ property: 'Due', operator: 'contains', value: 'x' }, /cannot be compared with "contains"/, /less_than/],
  [{ property: 'Due', value: 'tomorrow' }, /compared with a day/, undefined],
  [{ property: 'Points', value: 'many' }, /compared with a number/, undefined],
  [{ property: 'Urgent', value: 'yes' }, /true or false/, undefined],
  [{ property: 'Name' }, /needs a value/, undefined],
])('says what is wrong with the filter %j', async (filter, message, remedy) => {
  const before = place.calls().filter((call) => call.endsWith('/query')).length;
  const call = place.sidecar.runByName('database_query', { database: 'Tasks', filters: [filter] });
  await expect(call).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(message),
    ...(remedy ? { nextAction: expect.stringMatching(remedy) } : {}),
  });
  expect(place.calls().filter((call_) => call_.endsWith('/query'))).toHaveLength(before);
});

it.each([
  [{ Status: 'Finished' }, /no status "Finished"/],
  [{ Due: '2026-02-30' }, /takes a day/],
  [{ Due: '2026-02-01T09:00' }, /takes a day, a time with its zone/],
  [{ Points: 'many' }, /takes a number/],
  [{ Urgent: 'yes' }, /takes true or false/],
  [{ Tags: ['a,b'] }, /without a comma/],
  [{ Double: 3 }, /is computed/],
  [{ ID: 3 }, /is computed/],
  [{ Files: ['file:///etc/passwd'] }, /takes addresses of files/],
  [{ Missing: 1 }, /no property "Missing"/],
])('says what is wrong with the properties %j before anything is written', async (properties, message) => {
  const call = place.sidecar.runByName('pages_create', { database: 'Tasks', title: 'X', properties });
  await expect(call).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringMatching(message),
  });
  expect(place.calls()).not.toContain('POST /v1/pages');
});
