import https from 'node:https';
import { playedApi, sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it, vi } from 'vitest';
import { runTool } from '../test/run-tool.ts';

const account = { id: '1072250532645998596', name: 'Ada', username: 'ada' };
const empty = { meta: { result_count: 0 } };
const timeline = `/2/users/${account.id}/timelines/reverse_chronological`;

function wholeX() {
  return playedApi({
    'GET /2/users/me': { data: account },
    'GET /2/users/by/username/grace': { data: { ...account, id: '783214', username: 'grace' } },
    'POST /2/tweets': { data: { id: '20', text: 'Hi' } },
    'GET /2/tweets/search/recent': empty,
    [`GET ${timeline}`]: empty,
    'GET /2/dm_events': empty,
    'GET /2/dm_conversations/with/783214/dm_events': empty,
  });
}

async function everyRequest() {
  const x = wholeX();
  await runTool('tweet_post', { text: 'Hi' }, x);
  await runTool('tweet_post', { text: 'And on', reply_to: '20' }, x);
  await runTool('tweet_search', { query: 'from:ada "how so?" -is:retweet #tag & more' }, x);
  await runTool('tweet_search', { query: 'ada', limit: 3, cursor: '1578513551664173057' }, x);
  await runTool('timeline_read', {}, x);
  await runTool('timeline_read', { limit: 1, cursor: '7140dibdnow9c7btw4232poeq0wapgnwgwqwvuwn3peex' }, x);
  await runTool('dm_read', {}, x);
  await runTool('dm_read', { username: '@grace', limit: 100, cursor: '18LAA5G1SL0NR5OG0G00ZZZZ' }, x);
  return x.sent;
}

it.skipIf(!sharedFolder)(
  "sends only requests that fit X's official description (needs SIDECAR_SHARED)",
  async () => {
    const sent = await everyRequest();
    expect(new Set(sent.map((request) => new URL(request.url).pathname)).size).toBe(7);
    // The token is the connection's matter, which attaches it when a request leaves.
    const complete = sent.map((request) => ({
      ...request,
      headers: { ...request.headers, authorization: 'Bearer token' },
    }));
    expect(await specProblems('twitter', complete)).toBe('');
  },
);

it.skipIf(!sharedFolder)('has a check that notices a wrong field name (needs SIDECAR_SHARED)', async () => {
  const url = 'https://api.x.com/2/tweets/search/recent?query=a&tweet_fields=text';
  expect(await specProblems('twitter', [{ method: 'GET', url, headers: {} }])).toContain('tweet_fields');
});

it('asks for author, time, long text, links and metrics in the spelling of the API', async () => {
  const x = wholeX();
  await runTool('timeline_read', { limit: 7 }, x);
  expect(Object.fromEntries(new URL(x.sent.at(-1)?.url ?? '').searchParams)).toEqual({
    max_results: '7',
    'tweet.fields': 'author_id,created_at,entities,note_tweet,public_metrics,referenced_tweets',
    'user.fields': 'name,username',
    expansions: 'author_id,referenced_tweets.id,referenced_tweets.id.author_id',
  });
});

it("never uses the library's own connection and gives it no token", async () => {
  const request = vi.spyOn(https, 'request');
  const sent = await everyRequest();
  expect(request).not.toHaveBeenCalled();
  expect(sent.length).toBeGreaterThan(8);
  expect(sent.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
});

it('asks who is connected only for what needs it, and then once', async () => {
  const x = wholeX();
  await runTool('tweet_search', { query: 'ada' }, x);
  await runTool('tweet_post', { text: 'Hi' }, x);
  expect(x.sent.some(({ url }) => url.includes('/users/me'))).toBe(false);
});

it('writes whatever it is given into queries without breaking out of them', async () => {
  const x = wholeX();
  await runTool('timeline_read', { cursor: 'a&max_results=100#' }, x);
  await runTool('tweet_search', { query: 'a&max_results=100#' }, x);
  expect(x.sent.slice(1).map(({ url }) => new URL(url).searchParams.get('max_results'))).toEqual([
    '10',
    '10',
  ]);
});

it.each(['..', '../../oauth2/token?x=1#', '5/likes', ''])(
  'puts no id into a path that is not one: %j',
  async (id) => {
    const x = playedApi({ 'GET /2/users/me': { data: { ...account, id } } });
    await expect(runTool('timeline_read', {}, x)).rejects.toMatchObject({ code: 'invalid_response' });
    expect(x.sent).toHaveLength(1);
  },
);
