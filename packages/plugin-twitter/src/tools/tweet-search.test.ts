import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../../test/run-tool.ts';

/** X with 25 posts, ids 125 to 101, in pages as X makes them: at least 10 posts, older than `until_id`. */
function searchableX() {
  const ids = Array.from({ length: 25 }, (_, index) => 125 - index);
  return playedApi({
    'GET /2/tweets/search/recent': ({ url }) => {
      const { searchParams } = new URL(url);
      const size = Number(searchParams.get('max_results'));
      if (size < 10 || size > 100) return Response.json({ title: 'Invalid Request' }, { status: 400 });
      const before = Number(searchParams.get('until_id') ?? Number.POSITIVE_INFINITY);
      const older = ids.filter((id) => id < before);
      return {
        data: older.slice(0, size).map((id) => ({ id: String(id), text: `post ${id}` })),
        meta: { ...(older.length > size ? { next_token: 'opaque' } : {}) },
      };
    },
  });
}

interface Page {
  posts: { id: string }[];
  next_cursor?: string;
}

it.each([1, 3, 10, 24, 25, 100])('pages through everything, each post once, %i at a time', async (limit) => {
  const x = searchableX();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = (await runTool(
      'tweet_search',
      { query: 'a', limit, ...(cursor ? { cursor } : {}) },
      x,
    )) as Page;
    expect(page.posts.length).toBeLessThanOrEqual(limit);
    seen.push(...page.posts.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(125 - index)));
});

it.each([
  ['an empty query', { query: ' ' }],
  ['no query', {}],
  ['a limit of 0', { query: 'a', limit: 0 }],
  ['a limit of 101', { query: 'a', limit: 101 }],
  ['half a post', { query: 'a', limit: 1.5 }],
  ['a cursor of its own making', { query: 'a', cursor: 'next page' }],
  ['an unknown field', { query: 'a', since: '2026' }],
])('refuses %s before anything is sent', async (_, input) => {
  const x = searchableX();
  await expect(runTool('tweet_search', input, x)).rejects.toThrow();
  expect(x.sent).toEqual([]);
});
