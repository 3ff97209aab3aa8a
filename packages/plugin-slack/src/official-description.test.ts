import { type Exchange, sharedFolder, specProblems } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { sidecarAtSandbox } from '../test/connected-slack.ts';

const official = it.skipIf(!sharedFolder);

/** Uses every tool in every way that sends another request. */
async function useEverything(team?: string): Promise<readonly Exchange[]> {
  const place = await sidecarAtSandbox();
  const { sidecar, sandbox } = place;
  try {
    await place.connect(team ? { team } : {});
    const where = team ? { workspace: 'Compiler House' } : {};
    await sidecar.run('messages_read', { channel: 'general', ...where });
    await sidecar.run('channels_list', { limit: 2, archived: true, ...where });
    const { next_cursor: cursor = '' } = await sidecar.run('channels_list', { limit: 2, ...where });
    await sidecar.run('channels_list', { limit: 2, cursor, ...where });
    await sidecar.run('users_list', { limit: 3, bots: true, ...where });
    const sent = await sidecar.run('messages_send', { channel: 'general', text: '**x** & y', ...where });
    const { id, channel } = sent;
    await sidecar.run('messages_send', { channel, text: 'z', thread: id, broadcast: true });
    await sidecar.run('messages_send', { channel: '@grace', text: 'Psst', ...where });
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    await sidecar.run('messages_schedule', { channel, text: 'Later', send_at: sendAt });
    await sidecar.run('messages_schedule', { channel, text: 'Later', send_at: sendAt, thread: id });
    await sidecar.run('reactions_add', { channel, message: id, emoji: 'tada' });
    await sidecar.run('messages_read', {
      channel,
      since: '2026-01-01T00:00:00Z',
      until: '2036-01-01T00:00:00Z',
    });
    await sidecar.run('messages_read', { channel, thread: id, limit: 1 });
    await sidecar.run('messages_read', { channel: '@grace', ...where });
    await sidecar.run('messages_search', { query: 'x', sort: 'newest', limit: 1, ...where });
    await sidecar.run('messages_send', { channel: 'lounge', text: 'x', ...where }).catch(() => undefined);
    await sidecar.disconnect('slack');
    return sandbox.requests('slack');
  } finally {
    await place.close();
  }
}

/** Of the authors of found messages the description knows only the one of its sample. */
function withSampleAuthors(exchange: Exchange): Exchange {
  if (!exchange.url.includes('/search.messages')) return exchange;
  const text = JSON.stringify(exchange).replaceAll(/"user":"U\w+"/g, '"user":"U00000000"');
  return JSON.parse(text) as Exchange;
}

official.each([
  ['a workspace', undefined],
  ['an organization', 'E0ENGINES01'],
])(
  'sends only requests that fit Slack’s description, and gets answers that do, in %s (needs SIDECAR_SHARED)',
  async (_, team) => {
    const exchanges = await useEverything(team);
    const methods = new Set(exchanges.map(({ url }) => new URL(url).pathname.replace('/api/', '')));
    expect([...methods].toSorted()).toEqual(
      [
        'auth.revoke',
        ...(team ? ['auth.teams.list'] : []),
        'auth.test',
        'chat.postMessage',
        'chat.scheduleMessage',
        'conversations.history',
        'conversations.list',
        'conversations.open',
        'conversations.replies',
        'reactions.add',
        'search.messages',
        'users.info',
        'users.list',
      ].filter((method) => !team || method !== 'users.info'),
    );
    expect(await specProblems('slack', exchanges.map(withSampleAuthors))).toBe('');
  },
);

official('has a check that notices a wrong request and a wrong answer (needs SIDECAR_SHARED)', async () => {
  const headers = { authorization: 'Bearer xoxb-1' };
  const list = { method: 'GET', url: 'https://slack.com/api/users.list?limit=many', headers };
  expect(await specProblems('slack', [list])).toContain('limit');
  const answer = { status: 200, body: { ok: true, members: 'none' } };
  expect(
    await specProblems('slack', [{ ...list, url: 'https://slack.com/api/users.list', response: answer }]),
  ).toContain('members');
});

official('authorizes and renews as Slack’s description wants it (needs SIDECAR_SHARED)', async () => {
  const { tokenExchanges } = await import('../test/token-exchanges.ts');
  const { visits, requests } = await tokenExchanges();
  expect(requests.map(({ body }) => new URLSearchParams(String(body)).get('grant_type'))).toEqual([
    'authorization_code',
    'refresh_token',
  ]);
  expect(await specProblems('oauth', [...visits, ...requests])).toBe('');
});
