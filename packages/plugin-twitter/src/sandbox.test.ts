import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { startSandbox } from '@sidecar/sandbox';
import { freePort } from '@sidecar/test-servers/free-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { twitter } from './index.ts';

let place: Awaited<ReturnType<typeof connectToSandbox>>;

async function connectToSandbox() {
  const port = await freePort();
  const sandbox = await startSandbox({ xRedirectUris: [`http://127.0.0.1:${port}/callback/twitter`] });
  const { authUrl, tokenUrl, revocationUrl, apiUrl, client } = sandbox.x;
  const endpoints = { authUrl, tokenUrl, revocationUrl, apiUrl };
  const sidecar = createSidecar({ plugins: [twitter({ client, endpoints })], store: memoryStore() });
  const open = async (url: string) => {
    await fetch(await sandbox.consent(url));
  };
  await sidecar.connect('twitter', { via: loopback({ open, port }) });
  return { sandbox, sidecar };
}

function posts() {
  return place.sandbox
    .requests('x')
    .filter(({ method, url }) => method === 'POST' && url.endsWith('/2/tweets'));
}

beforeEach(async () => {
  place = await connectToSandbox();
});

afterEach(async () => {
  await place.sidecar.close();
  await place.sandbox.close();
});

it('does what the README shows: posts, makes a thread and reads the timeline', async () => {
  const { sidecar } = place;
  const { id, url } = await sidecar.run('tweet_post', { text: 'Posted by my app & me' });
  const answer = await sidecar.run('tweet_post', { text: 'A thread answers itself', reply_to: id });
  const timeline = await sidecar.run('timeline_read', { limit: 5 });
  expect(url).toBe(`https://x.com/i/status/${id}`);
  expect(timeline.posts.slice(0, 2)).toMatchObject([
    { id: answer.id, text: 'A thread answers itself', reply_to: id },
    { id, text: 'Posted by my app & me' },
  ]);
  expect(timeline.posts[0]?.author?.username).toMatch(/^\w+$/);
  expect(timeline.posts[0]?.created_at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

it('finds posts, in pages smaller than X has them', async () => {
  const { sidecar } = place;
  const texts = ['sidecar one', 'sidecar two', 'sidecar three'];
  for (const text of texts) await sidecar.run('tweet_post', { text });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await sidecar.run('tweet_search', {
      query: 'sidecar',
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...page.posts.map((post) => post.text));
    cursor = page.next_cursor;
  } while (cursor);
  expect(found).toEqual(texts.toReversed());
});

it('reads direct messages of all conversations and of one', async () => {
  const { sidecar } = place;
  const { messages } = await sidecar.run('dm_read', {});
  const sender = messages.map((message) => message.sender?.username).find((name) => name !== undefined);
  expect(sender).toBeDefined();
  const { identity } = await sidecar.status('twitter');
  const partner = messages
    .map((message) => message.sender?.username ?? '')
    .find((name) => `@${name}` !== identity);
  const conversation = await sidecar.run('dm_read', { username: partner ?? '' });
  expect(conversation.messages.length).toBeGreaterThan(0);
  expect(new Set(conversation.messages.map((message) => message.conversation_id)).size).toBe(1);
});

it('goes on with a new token when the old one has run out', async () => {
  const { sidecar, sandbox } = place;
  sandbox.x.expireAccessTokens();
  await expect(sidecar.run('timeline_read', { limit: 1 })).resolves.toHaveProperty('posts');
  expect(sandbox.x.tokenRequests()).toHaveLength(2);
});

it('wants a new sign-in after the person has revoked the app', async () => {
  const { sidecar, sandbox } = place;
  sandbox.x.revokeGrants();
  await expect(sidecar.run('timeline_read', {})).rejects.toMatchObject({ code: 'needs_reauth' });
});

it('reports a post whose answer was lost as unknown and posts it once', async () => {
  const { sidecar, sandbox } = place;
  sandbox.faults.set({ service: 'x', on: 'api', kind: 'lost-answer', path: 'POST /2/tweets' });
  await expect(sidecar.run('tweet_post', { text: 'Once' })).rejects.toMatchObject({
    outcome: 'unknown',
    retryable: false,
  });
  expect(posts()).toHaveLength(1);
  sandbox.faults.clear();
  const { posts: seen } = await sidecar.run('timeline_read', { limit: 5 });
  expect(seen.filter((post) => post.text === 'Once')).toHaveLength(1);
  await expect(sidecar.run('tweet_post', { text: 'Once' })).rejects.toMatchObject({ code: 'conflict' });
});

it.each([
  ['html', 'provider_unavailable'],
  ['garbage', 'invalid_response'],
  ['huge', 'invalid_response'],
  ['cut', 'network'],
] as const)('says what is wrong with an answer that is %s', async (kind, code) => {
  const { sidecar, sandbox } = place;
  sandbox.faults.set({ service: 'x', on: 'api', kind });
  await expect(sidecar.run('tweet_search', { query: 'a' })).rejects.toMatchObject({
    integration: 'twitter',
    code,
  });
});

it('respects the rate limit of the sandbox', async () => {
  const { sidecar, sandbox } = place;
  sandbox.x.setRateLimit({ calls: 1, windowSeconds: 900 });
  await sidecar.run('tweet_search', { query: 'a' });
  const error = await sidecar.run('tweet_search', { query: 'a' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(Reflect.get(Object(error), 'retryAfterMs')).toBeGreaterThan(600_000);
});
