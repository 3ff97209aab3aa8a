import { expect, it } from 'vitest';
import { runTool, runToolWatched } from '../../test/run-tool.ts';

const found = (paging: object, matches: readonly object[] = []) => ({
  'search.messages': { ok: true, messages: { matches, total: 3, paging } },
});

it.each([
  ['relevance', 'score'],
  ['newest', 'timestamp'],
])('sorts by %s', async (sort, order) => {
  const { sent } = await runToolWatched(
    'messages_search',
    { query: 'a&b', sort, limit: 2, cursor: '2' },
    found({}),
  );
  expect(Object.fromEntries(sent.at(-1)?.query ?? [])).toEqual({
    query: 'a&b',
    count: '2',
    page: '2',
    sort: order,
  });
});

it.each([
  ['1', { page: 1, pages: 2 }, '2'],
  ['2', { page: 2, pages: 2 }, undefined],
  ['100', { page: 100, pages: 300 }, undefined],
  ['1', {}, undefined],
])('goes on from page %s of %j at %s', async (cursor, paging, next) => {
  const output = await runTool('messages_search', { query: 'x', cursor }, found(paging));
  expect(Reflect.get(output, 'next_cursor')).toBe(next);
});

it('shows what is known of a message of which little is', async () => {
  const output = await runTool(
    'messages_search',
    { query: 'x' },
    found({}, [{ ts: '1773301156.700019', username: 'ci' }]),
  );
  expect(output).toEqual({
    messages: [
      {
        id: '1773301156.700019',
        channel: 'unknown',
        author: 'ci',
        text: '',
        sent_at: '2026-03-12T07:39:16.700Z',
      },
    ],
    total: 3,
  });
});
