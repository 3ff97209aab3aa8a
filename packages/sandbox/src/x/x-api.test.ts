import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, apiOf, connect } from '../../test/app.ts';
import { people, type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let api: Api;
let graceApi: Api;
beforeAll(async () => {
  sandbox = await startSandbox();
  api = apiOf(sandbox.x, (await connect(sandbox, 'x')).access_token);
  graceApi = apiOf(sandbox.x, (await connect(sandbox, 'x', { login: 'grace@sandbox.example' })).access_token);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.x.setRateLimit(undefined));

const [ada, grace] = people.map(({ xUser }) => xUser);
const adaId = ada?.id ?? '';
const post = (body: object, from = api) => from('/2/tweets', { method: 'POST', body });
const search = (query: string, more = '') =>
  api(`/2/tweets/search/recent?query=${encodeURIComponent(query)}${more}`);
const ids = (answer: { body: { data?: { id: string }[] } }) => (answer.body.data ?? []).map(({ id }) => id);

describe('users', () => {
  test('are answered with what was asked for and nothing else', async () => {
    const plain = await api('/2/users/me');
    expect([plain.status, plain.body]).toEqual([
      200,
      { data: { id: adaId, name: 'Ada Lovelace', username: 'ada_sandbox' } },
    ]);
    const more = await api('/2/users/me?user.fields=description,public_metrics');
    expect(Object.keys(more.body.data).toSorted()).toEqual([
      'description',
      'id',
      'name',
      'public_metrics',
      'username',
    ]);
    const other = await api('/2/users/by/username/Grace_Sandbox');
    expect(other.body.data.id).toBe(grace?.id);
  });

  test('that do not exist are an error inside a 200', async () => {
    const { status, body } = await api('/2/users/by/username/nobody');
    expect([status, body.data, body.errors[0].title]).toEqual([200, undefined, 'Not Found Error']);
  });
});

describe('a post', () => {
  test('is answered, found, read and deleted', async () => {
    const created = await post({ text: 'Fresh from the mill: https://example.com/a?b=1&c=2 & more' });
    expect(created.status).toBe(201);
    expect(created.body.data.text).toMatch(/^Fresh from the mill: https:\/\/t\.co\/\w{10} &amp; more$/);
    const { id } = created.body.data;
    expect(ids(await search('"fresh from the mill"'))).toEqual([id]);
    expect(ids(await search('url:"example.com/a"'))).toContain(id);
    const read = await api(`/2/tweets/${id}?tweet.fields=entities,author_id`);
    expect(read.body.data).toMatchObject({
      author_id: adaId,
      entities: { urls: [{ expanded_url: 'https://example.com/a?b=1&c=2' }] },
    });
    expect((await graceApi(`/2/tweets/${id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await api(`/2/tweets/${id}`, { method: 'DELETE' })).body).toEqual({ data: { deleted: true } });
    expect((await api(`/2/tweets/${id}`)).body.errors).toHaveLength(1);
  });

  test('may not be said twice, except by another person or as a reply', async () => {
    const first = await post({ text: 'Only once' });
    const again = await post({ text: 'Only once' });
    expect([again.status, again.body.detail]).toEqual([
      403,
      'You are not allowed to create a Tweet with duplicate content.',
    ]);
    expect((await post({ text: 'Only once' }, graceApi)).status).toBe(201);
    const reply = await post({ text: 'Only once', reply: { in_reply_to_tweet_id: first.body.data.id } });
    expect(reply.status).toBe(201);
  });

  test('answers another one and joins its conversation', async () => {
    const first = (await post({ text: 'A thread begins' })).body.data.id;
    const second = (await post({ text: 'and goes on', reply: { in_reply_to_tweet_id: first } })).body.data.id;
    const { body } = await search(
      `conversation_id:${first} is:reply`,
      '&tweet.fields=conversation_id,in_reply_to_user_id,referenced_tweets',
    );
    expect(body.data).toMatchObject([
      {
        id: second,
        conversation_id: first,
        in_reply_to_user_id: adaId,
        referenced_tweets: [{ type: 'replied_to', id: first }],
      },
    ]);
  });

  test('that is a reply to a deleted or unknown one is refused', async () => {
    const { id } = (await post({ text: 'Soon gone' })).body.data;
    await api(`/2/tweets/${id}`, { method: 'DELETE' });
    for (const target of [id, '1234567890123456789']) {
      const { status, body } = await post({ text: 'Too late', reply: { in_reply_to_tweet_id: target } });
      expect([status, body.title]).toEqual([403, 'Forbidden']);
      expect(body.detail).toContain('deleted or not visible');
    }
  });

  test('may be 280 long, as X counts, and no longer', async () => {
    expect((await post({ text: 'x'.repeat(280) })).status).toBe(201);
    const { status, body } = await post({ text: '字'.repeat(141) });
    expect([status, body.detail]).toEqual([403, 'Your Tweet text is too long.']);
  });

  test.each([
    [{}, 'required'],
    [{ text: '   ' }, 'required'],
    [{ text: 'x', sound: 'y' }, '$.sound: is not defined in the schema'],
    [{ text: 'x', reply: { in_reply_to_tweet_id: 'abc' } }, '$.reply.in_reply_to_tweet_id'],
    [{ text: 5 }, '$.text'],
  ])('made of %j is refused with 400', async (body, message) => {
    const answer = await post(body);
    expect([answer.status, answer.body.title]).toEqual([400, 'Invalid Request']);
    expect(answer.body.errors[0].message).toContain(message);
  });

  test('that is no JSON is refused', async () => {
    const form = await api('/2/tweets', {
      method: 'POST',
      body: 'text=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const broken = await api('/2/tweets', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([form.status, broken.status]).toEqual([400, 400]);
  });
});

describe('lists of posts', () => {
  test('bring users and other posts along only when asked', async () => {
    const plain = (await search('is:reply from:grace_sandbox')).body;
    expect(Object.keys(plain.data[0]).toSorted()).toEqual(['edit_history_tweet_ids', 'id', 'text']);
    expect(plain.includes).toBeUndefined();
    const { data, includes } = (
      await search(
        'is:reply from:grace_sandbox',
        '&expansions=author_id,referenced_tweets.id,entities.mentions.username&user.fields=description',
      )
    ).body;
    expect(data[0].author_id).toBe(grace?.id);
    expect(includes.users.map(({ username }: { username: string }) => username).toSorted()).toEqual([
      'ada_sandbox',
      'grace_sandbox',
    ]);
    expect(includes.users[0]).toHaveProperty('description');
    expect(includes.tweets).toHaveLength(1);
  });

  test('go on behind next_token until there is no more', async () => {
    const whole = ids(
      await search('engine OR from:grace_sandbox OR from:charles_engine', '&max_results=100'),
    );
    expect(whole.length).toBeGreaterThan(10);
    const seen: string[] = [];
    let token = '';
    do {
      const answer = await search(
        'engine OR from:grace_sandbox OR from:charles_engine',
        `&max_results=10${token && `&next_token=${token}`}`,
      );
      seen.push(...ids(answer));
      expect(answer.body.meta).toMatchObject({ result_count: ids(answer).length, newest_id: ids(answer)[0] });
      token = answer.body.meta.next_token ?? '';
    } while (token !== '');
    expect(seen).toEqual(whole);
  });

  test('are newest first, and end where since_id and end_time say', async () => {
    const all = ids(await search('from:charles_engine', '&max_results=100'));
    expect(all).toEqual(all.toSorted((first, second) => Number(BigInt(second) - BigInt(first))));
    expect(ids(await search('from:charles_engine', `&since_id=${all[2]}`))).toEqual(all.slice(0, 2));
    const end = new Date(Date.now() - 24 * 3_600_000).toISOString();
    expect(ids(await search('from:charles_engine', `&end_time=${end}`))).not.toContain(all[0]);
  });

  test('have no data member when nothing is found', async () => {
    expect((await search('nothingfitsthis')).body).toEqual({ meta: { result_count: 0 } });
  });

  test('show in the timeline those whom one follows, and nobody else’s timeline', async () => {
    const path = (id: string) => `/2/users/${id}/timelines/reverse_chronological`;
    const authors = async (from: Api, id: string) => {
      const { body } = await from(`${path(id)}?expansions=author_id&max_results=100`);
      return body.includes.users.map(({ username }: { username: string }) => username).toSorted();
    };
    expect(await authors(api, adaId)).toEqual(['ada_sandbox', 'charles_engine', 'grace_sandbox']);
    expect(await authors(graceApi, grace?.id ?? '')).toEqual(['ada_sandbox', 'grace_sandbox']);
    expect((await api(path(grace?.id ?? ''))).status).toBe(400);
    const all = ids(await api(`${path(adaId)}?max_results=100`));
    expect(ids(await api(`${path(adaId)}?max_results=100&exclude=replies`)).length).toBeLessThan(all.length);
  });
});

describe('direct messages', () => {
  test('are one’s own, and those with one person', async () => {
    const mine = await api(
      '/2/dm_events?dm_event.fields=sender_id,created_at,dm_conversation_id&expansions=sender_id',
    );
    expect(mine.body.data).toHaveLength(3);
    expect(mine.body.data[0]).toMatchObject({ event_type: 'MessageCreate', sender_id: expect.any(String) });
    expect(mine.body.includes.users).toHaveLength(3);
    expect((await graceApi('/2/dm_events')).body.data).toHaveLength(2);
    const both = await api(`/2/dm_conversations/with/${grace?.id}/dm_events`);
    expect(both.body.data.map(({ text }: { text: string }) => text)).toEqual([
      'Please do &amp; send me the page.',
      'May I quote note G?',
    ]);
    const joins = await api('/2/dm_events?event_types=ParticipantsJoin');
    expect(joins.body).toEqual({ meta: { result_count: 0 } });
  });
});

describe('X refuses', () => {
  test('tokens that are unknown, missing or Google’s with 401', async () => {
    const google = await connect(sandbox, 'google');
    for (const token of ['unknown', '', google.access_token]) {
      const { status, body, headers } = await apiOf(sandbox.x, token)('/2/users/me');
      expect([status, body]).toEqual([
        401,
        { title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank', status: 401 },
      ]);
      expect(headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('calls without their scope with 403', async () => {
    const limited = apiOf(
      sandbox.x,
      (await connect(sandbox, 'x', { change: { scope: 'tweet.read users.read' } })).access_token,
    );
    expect((await limited('/2/users/me')).status).toBe(200);
    expect((await post({ text: 'x' }, limited)).body).toMatchObject({ title: 'Forbidden', status: 403 });
    expect((await limited('/2/dm_events')).status).toBe(403);
  });

  test.each([
    ['/2/users/me?user.fields=shoe_size', 'user.fields'],
    ['/2/users/me?user.fields=', 'user.fields'],
    ['/2/users/me?fields=id', 'fields'],
    ['/2/tweets/search/recent', 'query'],
    ['/2/tweets/search/recent?query=x&max_results=5', 'max_results'],
    ['/2/tweets/search/recent?query=x&max_results=ten', 'max_results'],
    ['/2/tweets/search/recent?query=x&query=y', 'query'],
    ['/2/tweets/search/recent?query=x&next_token=zzzzzzzzzzzzzzzzzzzz', 'next_token'],
    ['/2/tweets/search/recent?query=x&start_time=yesterday', 'start_time'],
    ['/2/tweets/search/recent?query=x&expansions=author_id,author_id', 'expansions'],
    ['/2/tweets/search/recent?query=-x', 'query'],
    ['/2/users/by/username/much_too_long_a_name', 'username'],
    ['/2/dm_events?max_results=0', 'max_results'],
  ])('%s with 400', async (path, parameter) => {
    const { status, body } = await api(path);
    expect([status, body.title]).toEqual([400, 'Invalid Request']);
    expect(Object.keys(body.errors[0].parameters)).toEqual([parameter]);
  });

  test('paths and methods that it does not have with 404', async () => {
    expect((await api('/2/nothing')).status).toBe(404);
    expect((await api('/2/users/me', { method: 'POST' })).status).toBe(404);
  });

  test('more calls than its limit with 429, per person and endpoint, until the window ends', async () => {
    sandbox.x.setRateLimit({ calls: 2, windowSeconds: 60 });
    const remaining = [];
    for (const _ of [1, 2, 3]) {
      const { status, headers } = await api('/2/users/me');
      remaining.push([status, headers.get('x-rate-limit-limit'), headers.get('x-rate-limit-remaining')]);
    }
    expect(remaining).toEqual([
      [200, '2', '1'],
      [200, '2', '0'],
      [429, '2', '0'],
    ]);
    const reset = Number((await api('/2/users/me')).headers.get('x-rate-limit-reset'));
    expect(reset * 1000).toBeGreaterThan(Date.now());
    expect((await graceApi('/2/users/me')).status).toBe(200);
    expect((await api('/2/dm_events')).status).toBe(200);
  });
});
