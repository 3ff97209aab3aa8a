import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SidecarError } from '@sidecar/core';
import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';

const search = 'GET /2/tweets/search/recent';

function searching(answer: Response | object) {
  return runTool('tweet_search', { query: 'ada' }, playedApi({ [search]: answer }));
}

it('reads posts in which everything but id and text is null or absent', async () => {
  const nulls = {
    author_id: null,
    created_at: null,
    entities: null,
    note_tweet: null,
    public_metrics: null,
    referenced_tweets: null,
  };
  const bare = {
    id: '1',
    text: 'Hi',
    metrics: { likes: 0, reposts: 0, replies: 0, quotes: 0 },
    url: 'https://x.com/i/status/1',
  };
  await expect(
    searching({ data: [{ id: '1', text: 'Hi', ...nulls }, null], includes: null, meta: null }),
  ).resolves.toEqual({
    posts: [bare],
  });
  await expect(searching({ data: [{ id: '1', text: 'Hi' }] })).resolves.toEqual({ posts: [bare] });
});

it.each([
  ['null', null],
  ['an empty list', []],
  ['a string', 'Hi'],
  ['an object of something else', { padding: 'x' }],
  ['without data and without a count', { data: null, meta: null }],
  ['data that is a string', { data: 'Hi' }],
  ['a number for an id', { data: [{ id: 1, text: 'Hi' }] }],
  ['an empty id', { data: [{ id: '', text: 'Hi' }] }],
  ['no text', { data: [{ id: '1' }] }],
  ['metrics that are text', { data: [{ id: '1', text: 'Hi', public_metrics: { like_count: 'many' } }] }],
])('says that an answer is unreadable when it is %s', async (_, body) => {
  await expect(searching(Response.json(body))).rejects.toMatchObject({
    code: 'invalid_response',
    integration: 'twitter',
  });
});

it.each([
  ['HTML', '<!doctype html><title>X</title>'],
  ['nothing', ''],
  ['half of an answer', '{"data":[{"id":"1","te'],
  ['binary', '\u0000\u0001\u0002'],
  ['nested a hundred thousand times', `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('says that an answer is unreadable when it is %s with status 200', async (_, text) => {
  await expect(searching(new Response(text))).rejects.toMatchObject({ code: 'invalid_response' });
  const x = playedApi({ 'POST /2/tweets': new Response(text, { status: 201 }) });
  await expect(runTool('tweet_post', { text: 'Hi' }, x)).rejects.toMatchObject({
    code: 'invalid_response',
    outcome: 'unknown',
    retryable: false,
  });
});

it('leaves times that are none out', async () => {
  const answer = { data: [{ id: '1', text: 'Hi', created_at: 'yesterday' }] };
  expect(await searching(answer)).toHaveProperty('posts.0');
  expect(await searching(answer)).not.toHaveProperty('posts.0.created_at');
});

it('reports a post as unknown when X took it but its answer does not name it', async () => {
  const x = playedApi({ 'POST /2/tweets': { data: {} } });
  await expect(runTool('tweet_post', { text: 'Hi' }, x)).rejects.toMatchObject({ outcome: 'unknown' });
  expect(x.sent).toHaveLength(1);
});

it('reports a post as unknown, and sends it once, when the answer breaks off', async () => {
  let received = 0;
  const server = createServer((request, response) => {
    received += 1;
    request.resume().on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"data":{"id":"20",');
      setImmediate(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const call = runTool(
      'tweet_post',
      { text: 'Hi' },
      {
        fetch: (input, init) => {
          const { pathname, search } = new URL(String(input));
          return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
        },
      },
    );
    const error = await call.catch((thrown: unknown) => thrown);
    expect(SidecarError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown', retryable: false });
    expect(received).toBe(1);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it('passes on what the connection says of a failed request', async () => {
  const failure = new SidecarError('network', 'No answer.', { outcome: 'unknown' });
  const fetch = () => Promise.reject(failure);
  await expect(runTool('tweet_post', { text: 'Hi' }, { fetch })).rejects.toBe(failure);
});

it("hands the caller's signal to every request", async () => {
  const signals: unknown[] = [];
  const { signal } = new AbortController();
  const answers = [{ data: { id: '1', username: 'ada' } }, { meta: {} }];
  const fetch = async (_: unknown, init?: RequestInit) => {
    signals.push(init?.signal);
    return Response.json(answers.shift());
  };
  await runTool('timeline_read', {}, { fetch, signal });
  expect(signals).toEqual([signal, signal]);
});

it('reads a page of a hundred posts of the greatest length', async () => {
  const text = '&amp; https://t.co/a '.repeat(1250);
  const data = Array.from({ length: 100 }, (_, index) => ({
    id: String(index + 1),
    text: 'cut…',
    note_tweet: { text },
  }));
  const { posts } = (await runTool(
    'tweet_search',
    { query: 'a', limit: 100 },
    playedApi({ [search]: { data } }),
  )) as {
    posts: { text: string }[];
  };
  expect(posts).toHaveLength(100);
  expect(posts[99]?.text).toBe('& https://t.co/a '.repeat(1250));
});
