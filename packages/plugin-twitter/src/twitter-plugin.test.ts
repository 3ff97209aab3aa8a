import { inspect } from 'node:util';
import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';
import { twitter } from './index.ts';

const me = { data: { id: '1072250532645998596', name: 'Ada', username: 'ada' } };

it('posts and reads the timeline', async () => {
  const x = playedApi({
    'GET /2/users/me': me,
    'POST /2/tweets': Response.json({ data: { id: '20', text: 'Hello &amp; welcome' } }, { status: 201 }),
    [`GET /2/users/${me.data.id}/timelines/reverse_chronological`]: {
      data: [
        {
          id: '20',
          text: 'Hello &amp; welcome',
          author_id: me.data.id,
          created_at: '2026-01-02T03:04:05.000Z',
        },
      ],
      includes: { users: [me.data] },
      meta: { result_count: 1, next_token: 'next' },
    },
  });
  expect(await runTool('tweet_post', { text: 'Hello & welcome' }, x)).toEqual({
    id: '20',
    text: 'Hello & welcome',
    url: 'https://x.com/i/status/20',
  });
  expect(await runTool('timeline_read', { limit: 5 }, x)).toEqual({
    posts: [
      {
        id: '20',
        text: 'Hello & welcome',
        author: { username: 'ada', name: 'Ada' },
        created_at: '2026-01-02T03:04:05.000Z',
        metrics: { likes: 0, reposts: 0, replies: 0, quotes: 0 },
        url: 'https://x.com/ada/status/20',
      },
    ],
    next_cursor: 'next',
  });
});

it('knows the connected account by its id and handle, and asks once', async () => {
  const x = playedApi({ 'GET /2/users/me': me });
  const plugin = twitter();
  const client = plugin.createClient({
    fetch: x.fetch,
    settings: undefined,
    logger: console,
    connection: { integration: 'twitter', user: 'default', account: 'default', auth: 'oauth' },
  });
  const { signal } = new AbortController();
  expect(await plugin.identify(client, signal)).toEqual({ id: me.data.id, label: '@ada' });
  await plugin.identify(client, signal);
  expect(x.sent).toHaveLength(1);
});

it('takes endpoints, scopes and the client from its options', () => {
  const plugin = twitter({
    client: () => ({ id: 'own-id', secret: 'own-secret' }),
    scopes: ['tweet.read'],
    endpoints: {
      apiUrl: 'http://127.0.0.1:4000',
      authUrl: 'http://127.0.0.1:4000/authorize',
      tokenUrl: 'http://127.0.0.1:4000/token',
      revocationUrl: 'http://127.0.0.1:4000/revoke',
    },
  });
  expect(plugin.apiOrigins).toEqual(['http://127.0.0.1:4000']);
  expect(plugin.auth.oauth).toMatchObject({
    authUrl: 'http://127.0.0.1:4000/authorize',
    tokenUrl: 'http://127.0.0.1:4000/token',
    revocation: { url: 'http://127.0.0.1:4000/revoke' },
    scopes: ['tweet.read'],
  });
  expect(plugin.auth.oauth.getClient?.()).toEqual({ id: 'own-id', secret: 'own-secret' });
});

it('shows no client secret when it is printed or serialised', () => {
  const plugin = twitter({ client: { id: 'own-id', secret: 'own-secret' } });
  expect(inspect(plugin, { depth: 20 })).not.toContain('own-secret');
  expect(JSON.stringify(plugin)).not.toContain('own-secret');
});
