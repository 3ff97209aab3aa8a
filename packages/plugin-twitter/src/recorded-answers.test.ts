import { playedApi, recordedCalls, replay, sharedFolder } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';

function recorded(method: string, pathname: RegExp) {
  return recordedCalls<{ data?: { id: string }[] }>('twitter', method, pathname);
}

const real = it.skipIf(!sharedFolder);

real('reads the recorded pages of posts, also those of other lists (needs SIDECAR_SHARED)', async () => {
  const pages = recorded('GET', /search\/recent$|reverse_chronological$|\/mentions$|\/tweets$|liked_tweets$/);
  expect(pages.length).toBeGreaterThan(5);
  for (const page of pages) {
    const x = playedApi({ 'GET /2/tweets/search/recent': replay(page) });
    const { posts } = (await runTool('tweet_search', { query: 'a', limit: 100 }, x)) as {
      posts: { id: string }[];
    };
    expect(posts.map(({ id }) => id)).toEqual((page.response.body.data ?? []).map(({ id }) => id));
  }
});

real('reads the recorded timeline as that of the recorded account (needs SIDECAR_SHARED)', async () => {
  const [me] = recorded('GET', /\/users\/me$/);
  const [timeline] = recorded('GET', /reverse_chronological$/);
  const x = playedApi({
    'GET /2/users/me': replay(me!),
    [`GET ${new URL(timeline!.url).pathname}`]: replay(timeline!),
  });
  expect(await runTool('timeline_read', {}, x)).toHaveProperty('posts.0.id', '1578466218075312129');
});

real('reads the recorded answer to a post (needs SIDECAR_SHARED)', async () => {
  const answers = recorded('POST', /\/2\/tweets$/);
  for (const answer of answers) {
    const posted = await runTool(
      'tweet_post',
      { text: 'Hi' },
      playedApi({ 'POST /2/tweets': replay(answer) }),
    );
    expect(posted).toMatchObject({ id: expect.stringMatching(/^\d+$/) });
  }
});

real('reads the recorded direct messages of a conversation (needs SIDECAR_SHARED)', async () => {
  const [user] = recorded('GET', /\/users\/by\/username\//);
  const [messages] = recorded('GET', /\/with\/\d+\/dm_events$/);
  const x = playedApi({
    'GET /2/users/by/username/Twitter': replay(user!),
    'GET /2/dm_conversations/with/783214/dm_events': replay(messages!),
  });
  expect(await runTool('dm_read', { username: 'Twitter' }, x)).toEqual({
    messages: [
      { id: '1585800613752881156', text: 'Testing 2' },
      { id: '1585800613253812228', text: 'Testing 1' },
    ],
    next_cursor: '18LAA5G1SL0NR5OG0G00ZZZZ',
  });
});
