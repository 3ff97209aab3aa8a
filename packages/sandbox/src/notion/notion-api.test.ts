import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notionCaller, notionTokens } from '../../test/notion-app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let call: ReturnType<typeof notionCaller>;
let plans: string;
let tasks: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  call = notionCaller(sandbox);
  const search = async (query: string, value: string) =>
    (await call('POST /v1/search', { query, filter: { property: 'object', value } })).body.results[0].id;
  plans = await search('Plans', 'page');
  tasks = await search('Tasks', 'data_source');
});
afterAll(() => sandbox.close());

const text = (content: string) => ({ rich_text: [{ text: { content } }] });
const paragraph = (content: string) => ({ paragraph: text(content) });
const nested = (depth: number): object => ({
  bulleted_list_item: { ...text('x'), ...(depth > 0 ? { children: [nested(depth - 1)] } : {}) },
});
const append = (children: unknown) => call(`PATCH /v1/blocks/${plans}/children`, { children });

describe('what is no proper request', () => {
  test.each([
    ['without a version', { 'notion-version': '' }, 400, 'missing_version'],
    ['of another version', { 'notion-version': '2022-06-28' }, 400, 'missing_version'],
    ['with an unknown token', { authorization: 'Bearer ntn_unknown' }, 401, 'unauthorized'],
    ['without a token', { authorization: '' }, 401, 'unauthorized'],
  ])('a request %s is refused', async (...[, headers, status, code]) => {
    expect(await call('GET /v1/users/me', undefined, headers)).toMatchObject({
      status,
      body: { object: 'error', code },
    });
  });

  test.each([
    ['GET /v1/nothing', undefined, 400, 'invalid_request_url'],
    ['GET /v1/pages/none', undefined, 400, 'validation_error'],
    ['GET /v1/pages/00000000-0000-4000-8000-000000000000', undefined, 404, 'object_not_found'],
    ['POST /v1/search', '{"query":', 400, 'invalid_json'],
    ['POST /v1/search', { limit: 3 }, 400, 'validation_error'],
    ['POST /v1/search', { page_size: 101 }, 400, 'validation_error'],
    ['POST /v1/search', { filter: { property: 'object', value: 'database' } }, 400, 'validation_error'],
    ['POST /v1/search', { start_cursor: 'none' }, 400, 'validation_error'],
    ['GET /v1/users?page_size=0', undefined, 400, 'validation_error'],
  ])('%s with %j is refused', async (...[line, body, status, code]) => {
    expect(await call(line, body)).toMatchObject({ status, body: { code } });
  });

  test('what is not shared is not there', async () => {
    const answer = await call(`GET /v1/pages/${sandbox.notion.unsharedPageId}`);
    expect(answer).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('shared with your integration') },
    });
  });
});

describe('blocks', () => {
  test.each([
    ['more than 100', Array.from({ length: 101 }, () => paragraph('x'))],
    ['deeper than two levels', [nested(3)]],
    ['a text of 2,001 characters', [paragraph('x'.repeat(2001))]],
    [
      '101 pieces of text',
      [{ paragraph: { rich_text: Array.from({ length: 101 }, () => ({ text: { content: 'x' } })) } }],
    ],
    ['an unknown type', [{ wall: {} }]],
    ['an unknown field', [{ paragraph: { ...text('x'), size: 3 } }]],
    ['two types at once', [{ ...paragraph('x'), divider: {} }]],
    ['an unknown language', [{ code: { ...text('x'), language: 'klingon' } }]],
    ['a table without rows', [{ table: { table_width: 1 } }]],
    [
      'a table with rows of another width',
      [{ table: { table_width: 2, children: [{ table_row: { cells: [[]] } }] } }],
    ],
    ['rows outside a table', [{ table_row: { cells: [[]] } }]],
    ['inner blocks where there cannot be any', [{ heading_1: { ...text('x'), children: [paragraph('y')] } }]],
    [
      'a link that is none',
      [{ paragraph: { rich_text: [{ text: { content: 'x', link: { url: 'nonsense' } } }] } }],
    ],
    [
      'more than 1,000',
      Array.from({ length: 100 }, () => ({
        toggle: { ...text('x'), children: Array.from({ length: 11 }, () => paragraph('y')) },
      })),
    ],
  ])('%s are refused, and nothing is written', async (_, children) => {
    const before = (await call(`GET /v1/blocks/${plans}/children`)).body.results.length;
    expect(await append(children)).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect((await call(`GET /v1/blocks/${plans}/children`)).body.results).toHaveLength(before);
  });

  test('are answered as they are kept, and listed with what is inside', async () => {
    const { body } = await append([nested(2)]);
    expect(body.results).toMatchObject([
      {
        type: 'bulleted_list_item',
        has_children: true,
        bulleted_list_item: { color: 'default', rich_text: [{ plain_text: 'x' }] },
      },
    ]);
    const inside = await call(`GET /v1/blocks/${body.results[0].id}/children`);
    expect(inside.body).toMatchObject({ has_more: false, results: [{ has_children: true }] });
  });

  test('in the trash cannot be changed', async () => {
    const { body } = await append([paragraph('x')]);
    const { id } = body.results[0];
    expect(await call(`DELETE /v1/blocks/${id}`)).toMatchObject({ status: 200, body: { in_trash: true } });
    expect(await call(`DELETE /v1/blocks/${id}`)).toMatchObject({ status: 400 });
  });
});

describe('rows', () => {
  const create = (properties: object) =>
    call('POST /v1/pages', { parent: { data_source_id: tasks }, properties });

  test.each([
    ['a property that is not there', { Nothing: { number: 1 } }],
    ['a value of another type', { Points: { rich_text: [] } }],
    ['a number that is a text', { Points: { number: '3' } }],
    ['a status that is not there', { Status: { status: { name: 'Finished' } } }],
    ['an option with a comma', { Tags: { multi_select: [{ name: 'a,b' }] } }],
    ['a date that is none', { Due: { date: { start: 'tomorrow' } } }],
    [
      'a zone beside an offset',
      { Due: { date: { start: '2026-01-31T09:00:00+01:00', time_zone: 'Europe/Madrid' } } },
    ],
    ['a zone that is none', { Due: { date: { start: '2026-01-31T09:00:00', time_zone: 'Mars/Olympus' } } }],
    ['an end before the start', { Due: { date: { start: '2026-01-31', end: '2026-01-30' } } }],
    ['a person who is nobody', { Who: { people: [{ id: '00000000-0000-4000-8000-000000000000' }] } }],
    ['a computed value', { Double: { formula: { number: 3 } } }],
  ])('with %s are refused', async (_, properties) => {
    expect(await create(properties)).toMatchObject({ status: 400, body: { code: 'validation_error' } });
  });

  test.each([
    ['an unknown property', { property: 'Nothing', number: { equals: 1 } }],
    ['the comparison of another type', { property: 'Points', rich_text: { contains: '1' } }],
    ['an unknown comparison', { property: 'Points', number: { about: 1 } }],
    ['two comparisons', { property: 'Points', number: { equals: 1, less_than: 2 } }],
    ['a text for a number', { property: 'Points', number: { equals: '1' } }],
    ['is_empty: false', { property: 'Points', number: { is_empty: false } }],
  ])('are not found by a filter with %s', async (_, filter) => {
    expect(await call(`POST /v1/data_sources/${tasks}/query`, { filter })).toMatchObject({ status: 400 });
  });

  test('private pages are made by people only', async () => {
    const body = { parent: { workspace: true }, properties: { title: { title: [] } } };
    expect((await call('POST /v1/pages', body)).status).toBe(400);
    const { access_token } = (await notionTokens(sandbox)).body;
    expect((await notionCaller(sandbox, access_token)('POST /v1/pages', body)).status).toBe(200);
  });
});

test('a limit answers 429 and says when to come back', async () => {
  sandbox.notion.setRateLimit({ calls: 1, windowSeconds: 60 });
  await call('GET /v1/users/me');
  const { status, headers, body } = await call('GET /v1/users/me');
  expect([status, body.code]).toEqual([429, 'rate_limited']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  sandbox.notion.setRateLimit(undefined);
});
