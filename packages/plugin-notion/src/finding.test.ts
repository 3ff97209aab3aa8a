import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { ids, listAnswer, pageAnswer, rowAnswer, tasksAnswer } from '../test/answers.ts';
import { runTool } from '../test/run-tool.ts';
import { createNotionClient } from './notion-client.ts';

const { signal } = new AbortController();
const apiUrl = new URL('https://api.notion.com');
const unknown = () =>
  Response.json({ object: 'error', status: 404, code: 'object_not_found' }, { status: 404 });

function database(sources: readonly { id: string; name: string }[]) {
  return {
    [`GET /v1/data_sources/${ids.database}`]: unknown,
    [`GET /v1/databases/${ids.database}`]: { object: 'database', id: ids.database, data_sources: sources },
  };
}

it('asks which one is meant when a database has several data sources', async () => {
  const sources = [
    { id: ids.tasks, name: 'Open' },
    { id: ids.row, name: 'Archive' },
  ];
  const call = runTool('database_query', { database: ids.database }, playedApi(database(sources)));
  await expect(call).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('2 data sources'),
    nextAction: expect.stringContaining(`${ids.row} ("Archive")`),
  });
});

it('finds nothing in a database without a data source', async () => {
  const call = runTool('database_query', { database: ids.database }, playedApi(database([])));
  await expect(call).rejects.toMatchObject({ code: 'not_found' });
});

it('remembers a name for a minute and then looks again', async () => {
  let nowMs = 0;
  const { fetch, sent } = playedApi({ 'POST /v1/search': listAnswer([pageAnswer(), tasksAnswer]) });
  const client = createNotionClient({ fetch, apiUrl, now: () => nowMs });
  for (const at of [0, 59_000, 61_000]) {
    nowMs = at;
    expect(await client.findPage('plans', 'page', signal)).toBe(ids.page);
    expect(await client.findDatabase('TASKS', signal)).toMatchObject({ id: ids.tasks });
  }
  expect(sent).toHaveLength(4);
});

it('keeps what two connections have found apart', async () => {
  const other = { ...pageAnswer({ id: ids.row }) };
  const first = playedApi({ 'POST /v1/search': listAnswer([pageAnswer()]) });
  const second = playedApi({ 'POST /v1/search': listAnswer([other]) });
  const clients = [first, second].map(({ fetch }) => createNotionClient({ fetch, apiUrl }));
  const found = await Promise.all(clients.map((client) => client.findPage('Plans', 'page', signal)));
  expect(found).toEqual([ids.page, ids.row]);
});

it('looks through several pages of a search for the title', async () => {
  const { fetch, sent } = playedApi({
    'POST /v1/search': ({ body }) =>
      Object.hasOwn(Object(body), 'start_cursor')
        ? listAnswer([pageAnswer()])
        : listAnswer([pageAnswer({ id: ids.row, title: 'Plans of others' })], ids.row),
  });
  expect(await createNotionClient({ fetch, apiUrl }).findPage('Plans', 'page', signal)).toBe(ids.page);
  expect(sent.map(({ body }) => Reflect.get(Object(body), 'start_cursor'))).toEqual([undefined, ids.row]);
});

it('looks for a related page among the rows of the related database', async () => {
  const { fetch, sent } = playedApi({
    [`POST /v1/data_sources/${ids.tasks}/query`]: listAnswer([rowAnswer]),
  });
  const resolver = createNotionClient({ fetch, apiUrl }).resolver(signal);
  expect(await resolver.page('buy milk', 'properties', ids.tasks)).toBe(ids.row);
  expect(sent[0]?.body).toMatchObject({ filter: { property: 'title', title: { contains: 'buy milk' } } });
});

it('writes the title under the name that it has in the database', async () => {
  const { fetch, sent } = playedApi({
    [`GET /v1/pages/${ids.row}`]: rowAnswer,
    [`PATCH /v1/pages/${ids.row}`]: rowAnswer,
  });
  await runTool('pages_update', { page: ids.row, title: 'Bought' }, { fetch });
  expect(sent.at(-1)?.body).toEqual({
    properties: { Name: { title: [{ type: 'text', text: { content: 'Bought' } }] } },
  });
});
