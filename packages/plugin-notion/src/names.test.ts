import { afterAll, beforeAll, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

beforeAll(async () => {
  place = await sandboxPlace();
  await place.connectByToken();
});

afterAll(() => place.close());

it('takes a page by title, id with or without hyphens, and address', async () => {
  const { sidecar } = place;
  const { id, url } = await sidecar.run('pages_read', { page: ' plans ' });
  const bare = id.replaceAll('-', '');
  const forms = [
    id,
    bare,
    url ?? '',
    `${url}?pvs=4`,
    `https://notion.so/any?p=${bare}&pm=s`,
    `https://app.notion.com/p/${bare}`,
  ];
  for (const page of forms)
    await expect(sidecar.run('pages_read', { page })).resolves.toHaveProperty('id', id);
});

it('takes a database by title, by its own id and address, and by that of its data source', async () => {
  const { sidecar } = place;
  const { results } = await sidecar.run('pages_search', { query: 'Tasks', type: 'database' });
  const source = results[0]?.id ?? '';
  const address = results[0]?.url ?? '';
  const { rows } = await sidecar.run('database_query', { database: 'Tasks' });
  for (const database of [source, address, address.split('/').at(-1) ?? ''])
    await expect(sidecar.run('database_query', { database })).resolves.toEqual({ rows });
});

it('remembers what it has found, so that a second call by the same name does not search', async () => {
  const { sidecar, calls } = place;
  await sidecar.run('database_query', { database: 'Projects' });
  const searches = () => calls().filter((call) => call === 'POST /v1/search').length;
  const before = searches();
  await sidecar.run('database_query', { database: ' projects' });
  expect(searches()).toBe(before);
});

it('names near ones, and how to share, when there is no page of that title', async () => {
  await expect(place.sidecar.run('pages_read', { page: 'Plan' })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('"Plan"'),
    nextAction: expect.stringMatching(/"Plans".*Connections/s),
  });
});

it('gives the ids when several pages have that title', async () => {
  const { sidecar } = place;
  await sidecar.run('pages_create', { parent: 'Plans', title: 'Twin' });
  await sidecar.run('pages_create', { parent: 'Plans', title: 'twin' });
  await expect(sidecar.run('pages_read', { page: 'Twin' })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('2 pages fit'),
    nextAction: expect.stringMatching(/[\da-f-]{36}.*[\da-f-]{36}/s),
  });
});

it('says of what is there but not shared how to share it', async () => {
  await expect(
    place.sidecar.run('pages_read', { page: place.sandbox.notion.unsharedPageId }),
  ).rejects.toMatchObject({
    code: 'not_found',
    nextAction: expect.stringContaining('Connections'),
  });
});

it.each([
  '../users/me',
  'https://evil.example/11111111111141118111111111111111',
  '..',
  '%2e%2e',
  '?x=1',
  'a/b',
])('takes %j for a title, never for a part of a path', async (page) => {
  const before = place.calls().length;
  await expect(place.sidecar.run('pages_read', { page })).rejects.toMatchObject({ code: 'not_found' });
  expect(place.calls().slice(before)).toEqual(['POST /v1/search']);
});

it('says how people are named when there is nobody of that name', async () => {
  const filter = { property: 'Who', value: 'Grase' };
  const query = place.sidecar.run('database_query', { database: 'Tasks', filters: [filter] });
  await expect(query).rejects.toMatchObject({
    code: 'not_found',
    nextAction:
      'Use one of: "Grace Hopper", "Ada Lovelace". Give the exact name, the e-mail address or the id.',
  });
});
