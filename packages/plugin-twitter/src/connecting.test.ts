import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { type SentRequest, sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { authorizingX, consent } from '../test/x-authorization.ts';
import { twitter } from './index.ts';

const redirectUri = 'http://127.0.0.1:8217/callback/twitter';
const confidential = { id: 'app', secret: 'secret of the app' };

type Answers = Parameters<typeof authorizingX>[0];

/** A connected Sidecar over a played X; `authUrls` are the pages that the person was sent to. */
async function connected({
  answers = {},
  client = confidential,
}: {
  answers?: Answers;
  client?: { id: string; secret?: string };
} = {}) {
  const x = authorizingX(answers);
  const authUrls: string[] = [];
  const sidecar = createSidecar({
    plugins: [twitter({ client })],
    store: memoryStore(),
    fetch: x.fetch as typeof fetch,
  });
  const via = pasteUrl({
    redirectUri,
    prompt: (authUrl) => {
      authUrls.push(authUrl);
      return consent(authUrl);
    },
  });
  await sidecar.connect('twitter', { via });
  return { sidecar, x, authUrls };
}

const posting = {
  'POST /2/tweets': () => Response.json({ data: { id: '20', text: 'Posted by my app' } }, { status: 201 }),
};

it('connects, posts, makes a thread and reads the timeline', async () => {
  const { sidecar, x } = await connected({
    answers: {
      ...posting,
      'GET /2/users/1072250532645998596/timelines/reverse_chronological': {
        data: [{ id: '20', text: 'Posted by my app', author_id: '1072250532645998596' }],
        includes: { users: [{ id: '1072250532645998596', username: 'ada' }] },
      },
    },
  });
  const { id, url } = await sidecar.run('tweet_post', { text: 'Posted by my app' });
  await sidecar.run('tweet_post', { text: 'A thread answers itself', reply_to: id });
  const { posts } = await sidecar.run('timeline_read', { limit: 5 });
  expect(url).toBe('https://x.com/i/status/20');
  expect(posts.map((post) => `@${post.author?.username}: ${post.text}`)).toEqual(['@ada: Posted by my app']);
  expect(await sidecar.status('twitter')).toMatchObject({ state: 'connected', authenticated: true });
  expect(x.sent.filter(({ url: sent }) => sent.endsWith('/2/users/me'))).not.toHaveLength(0);
  await sidecar.close();
});

it('is called Twitter where the host lists what it has', async () => {
  const { sidecar } = await connected();
  expect(await sidecar.statuses()).toMatchObject([
    { integration: 'twitter', name: 'Twitter', identity: '@ada' },
  ]);
});

it('revokes both tokens when it is disconnected', async () => {
  const { sidecar, x } = await connected();
  await expect(sidecar.disconnect('twitter')).resolves.toMatchObject({ revoked: true });
  const revocations = x.tokenRequests().filter(({ url }) => url.endsWith('/2/oauth2/revoke'));
  expect(revocations.map(({ body }) => new URLSearchParams(String(body)).get('token')).toSorted()).toEqual([
    'access-1',
    'refresh-1',
  ]);
});

const official = it.skipIf(!sharedFolder);

official.each([
  ['a confidential', confidential],
  ['a public', { id: 'native-app' }],
])("authorizes %s app as X's description wants it (needs SIDECAR_SHARED)", async (_, client) => {
  const refusing = ({ headers }: SentRequest) =>
    headers.authorization === 'Bearer access-1' ? Response.json({}, { status: 401 }) : { meta: {} };
  const { sidecar, x, authUrls } = await connected({
    client,
    answers: { 'GET /2/tweets/search/recent': refusing },
  });
  await sidecar.run('tweet_search', { query: 'a' });
  const visits: SentRequest[] = authUrls.map((url) => ({ method: 'GET', url, headers: {} }));
  const requests = [...visits, ...x.tokenRequests()];
  expect(requests).toHaveLength(3);
  expect(String(requests[2]?.body)).toContain('refresh_token=refresh-1');
  expect(await specProblems('oauth', requests)).toBe('');
});

official('sends API requests with credentials that fit the description (needs SIDECAR_SHARED)', async () => {
  const { sidecar, x } = await connected({ answers: posting });
  await sidecar.run('tweet_post', { text: 'Hi' });
  const calls = x.sent.filter(({ url }) => !url.includes('/oauth2/'));
  expect(calls.every(({ headers }) => headers.authorization === 'Bearer access-1')).toBe(true);
  expect(await specProblems('twitter', calls)).toBe('');
});

it('sends a confidential app by Basic and a public one by its id in the body', async () => {
  const { x } = await connected();
  const [exchange] = x.tokenRequests();
  expect(exchange?.headers.authorization).toMatch(/^Basic /);
  const shipped = await connected({ client: { id: 'native-app' } });
  const [publicExchange] = shipped.x.tokenRequests();
  expect(publicExchange?.headers).not.toHaveProperty('authorization');
  expect(new URLSearchParams(String(publicExchange?.body)).get('client_id')).toBe('native-app');
});

it('waits as long as the rate limit headers say, and then goes on', async () => {
  let asked = 0;
  const { sidecar } = await connected({
    answers: {
      'GET /2/tweets/search/recent': () => {
        asked += 1;
        if (asked > 1) return { meta: { result_count: 0 } };
        const reset = String(Math.floor(Date.now() / 1000));
        return Response.json(
          { title: 'Too Many Requests' },
          { status: 429, headers: { 'x-rate-limit-reset': reset } },
        );
      },
    },
  });
  expect(await sidecar.run('tweet_search', { query: 'a' })).toEqual({ posts: [] });
  expect(asked).toBe(2);
});

it('says at once when a limit lasts too long to wait, and how long', async () => {
  const reset = String(Math.floor(Date.now() / 1000) + 86_400);
  const limited = () => Response.json({}, { status: 429, headers: { 'x-rate-limit-reset': reset } });
  const { sidecar } = await connected({ answers: { 'GET /2/tweets/search/recent': limited } });
  const error = await sidecar.run('tweet_search', { query: 'a' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(error).toHaveProperty('retryAfterMs', expect.any(Number));
});

it('reports a post whose answer is lost as unknown, and sends it once', async () => {
  const { sidecar, x } = await connected({
    answers: {
      'POST /2/tweets': () => {
        throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
      },
    },
  });
  await expect(sidecar.run('tweet_post', { text: 'Hi' })).rejects.toMatchObject({
    code: 'network',
    outcome: 'unknown',
    retryable: false,
  });
  expect(x.sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/2/tweets'))).toHaveLength(1);
});

it('reports a post that a failing X may have taken as unknown, and sends it once', async () => {
  const failing = () => new Response('<html>Over capacity</html>', { status: 503 });
  const { sidecar, x } = await connected({ answers: { 'POST /2/tweets': failing } });
  await expect(sidecar.run('tweet_post', { text: 'Hi' })).rejects.toMatchObject({
    code: 'provider_unavailable',
    outcome: 'unknown',
    retryable: false,
  });
  expect(x.sent.filter(({ url }) => url.endsWith('/2/tweets'))).toHaveLength(1);
});

it('names the field and the length of a post that is too long', async () => {
  const { sidecar } = await connected();
  await expect(sidecar.run('tweet_post', { text: 'x'.repeat(281) })).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('Twitter counts 281 characters and allows 280'),
    fields: [{ path: 'text', message: expect.stringContaining('281') }],
  });
});

it('wants a new sign-in when X says in its own way that the refresh token is dead', async () => {
  let grants = 0;
  const { sidecar } = await connected({
    answers: {
      'POST /2/oauth2/token': () => {
        grants += 1;
        if (grants === 1)
          return {
            token_type: 'bearer',
            expires_in: 1,
            access_token: 'a',
            refresh_token: 'r',
            scope: 'tweet.read users.read tweet.write dm.read offline.access',
          };
        return Response.json(
          { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
          { status: 400 },
        );
      },
      'GET /2/tweets/search/recent': () => Response.json({ title: 'Unauthorized' }, { status: 401 }),
    },
  });
  await expect(sidecar.run('tweet_search', { query: 'a' })).rejects.toMatchObject({ code: 'needs_reauth' });
  expect(await sidecar.status('twitter')).toMatchObject({ state: 'needs_reauth' });
});

it('refuses a grant without a refresh token when connecting', async () => {
  const call = connected({
    answers: {
      'POST /2/oauth2/token': {
        token_type: 'bearer',
        expires_in: 7200,
        access_token: 'a',
        scope: 'tweet.read users.read',
      },
    },
  });
  await expect(call).rejects.toMatchObject({
    integration: 'twitter',
    message: expect.stringContaining('gave access for'),
  });
});

it('names the environment variable when there is no client id', async () => {
  const sidecar = createSidecar({ plugins: [twitter({ client: () => undefined })], store: memoryStore() });
  const via = pasteUrl({ redirectUri, prompt: consent });
  await expect(sidecar.connect('twitter', { via })).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('X_CLIENT_ID'),
  });
});
