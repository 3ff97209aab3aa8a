import { SidecarError } from '@sidecar/core';
import { expect, it } from 'vitest';
import { createSlackClient } from './slack-client.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly real_name?: string;
}

/** Slack with so many channels and people, which counts what it is asked. */
function counting({ channels, people = [] }: { channels: readonly string[]; people?: readonly Person[] }) {
  const asked: string[] = [];
  let nowMs = 0;
  const client = createSlackClient({
    apiUrl: new URL('https://slack.com'),
    now: () => nowMs,
    fetch: async (input) => {
      const { pathname, searchParams } = new URL(String(input));
      const method = pathname.replace('/api/', '');
      asked.push(method);
      if (method === 'auth.test')
        return Response.json({ ok: true, team_id: 'T0ANALYTIC1', user_id: 'U0BOT000001' });
      if (method === 'users.list') return Response.json({ ok: true, members: people });
      if (method === 'users.info') {
        const user = people.find(({ id }) => id === searchParams.get('user'));
        return Response.json(user ? { ok: true, user } : { ok: false, error: 'user_not_found' });
      }
      const offset = Number(searchParams.get('cursor') ?? 0);
      const page = channels.slice(offset, offset + 2);
      const next = offset + 2 < channels.length ? String(offset + 2) : '';
      return Response.json({
        ok: true,
        channels: page.map((name, index) => ({ id: `C0${String(offset + index).padStart(8, '0')}`, name })),
        response_metadata: { next_cursor: next },
      });
    },
  });
  const { signal } = new AbortController();
  const find = (name: string) =>
    client.channels.resolve(name, { workspace: undefined, mayBegin: false, signal });
  return { client, asked, find, signal, pass: (ms: number) => (nowMs += ms) };
}

it('looks a channel up once, page by page until it is found, and again after five minutes', async () => {
  const { asked, find, pass } = counting({ channels: ['a', 'b', 'c', 'd', 'e', 'f'] });
  const lists = () => asked.filter((method) => method === 'conversations.list').length;
  expect(await find('#C')).toEqual({ id: 'C000000002', name: 'c' });
  expect(lists()).toBe(2);
  await find('a');
  await find('d');
  expect(lists()).toBe(2);
  pass(5 * 60_000);
  await find('a');
  expect(lists()).toBe(3);
});

it('looks through all pages before it says that there is no such channel', async () => {
  const { asked, find } = counting({ channels: ['alpha', 'beta', 'gamma', 'delta', 'betas'] });
  await expect(find('bta')).rejects.toMatchObject({
    code: 'not_found',
    nextAction: 'Did you mean #beta or #betas?',
  });
  expect(asked.filter((method) => method === 'conversations.list')).toHaveLength(3);
});

it('asks for each name of a person once, a few at a time, and gives up on nobody else for one who is gone', async () => {
  const people = Array.from({ length: 10 }, (_, index) => ({ id: `U${index}`, name: `p${index}` }));
  const { client, asked, signal } = counting({ channels: [], people });
  const ids = [...people.map(({ id }) => id), 'U0GONE', 'U1', 'U2'];
  const names = await client.people.names(ids, signal);
  expect(names.get('U3')).toBe('p3');
  expect(names.get('U0GONE')).toBe('U0GONE');
  expect(asked).toHaveLength(11);
  await client.people.names(ids, signal);
  expect(asked).toHaveLength(11);
});

it('asks for no more than forty names at once', async () => {
  const { client, asked, signal } = counting({ channels: [] });
  const ids = Array.from({ length: 100 }, (_, index) => `U${index}`);
  expect((await client.people.names(ids, signal)).size).toBe(100);
  expect(asked).toHaveLength(40);
});

it('stops asking for names after the first failure', async () => {
  let asked = 0;
  const client = createSlackClient({
    apiUrl: new URL('https://slack.com'),
    fetch: async (input) => {
      asked += 1;
      if (asked === 1) throw new SidecarError('network', 'Down.');
      await new Promise((resolve) => setImmediate(resolve));
      const id = new URL(String(input)).searchParams.get('user');
      return Response.json({ ok: true, user: { id } });
    },
  });
  const ids = Array.from({ length: 40 }, (_, index) => `U${index}`);
  await expect(client.people.names(ids, new AbortController().signal)).rejects.toMatchObject({
    code: 'network',
  });
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBeLessThan(10);
});

it('prefers a handle to a name, and takes a name that only one person has', async () => {
  const people = [
    { id: 'U1', name: 'grace', real_name: 'Grace Hopper' },
    { id: 'U2', name: 'gh', real_name: 'grace' },
  ];
  const { client, signal } = counting({ channels: [], people });
  const find = (name: string) => client.people.resolve(name, { team: undefined, field: 'channel', signal });
  expect(await find('@Grace')).toBe('U1');
  expect(await find('grace hopper')).toBe('U1');
  expect(await find('@gh')).toBe('U2');
});
