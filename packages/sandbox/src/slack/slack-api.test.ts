import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnswer } from '../../test/app.ts';
import { connectSlack, slackCaller } from '../../test/slack.ts';
import { type Sandbox, startSandbox } from '../index.ts';

const start = Date.UTC(2026, 5, 1);
let nowMs = start;
let sandbox: Sandbox;
let bot: ReturnType<typeof slackCaller>;
let ada: ReturnType<typeof slackCaller>;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => nowMs });
  const tokens = await connectSlack(sandbox);
  bot = slackCaller(sandbox, tokens.access_token);
  const user = await connectSlack(sandbox, {
    change: { scope: null, user_scope: 'search:read,channels:read,groups:read,groups:history,chat:write' },
  });
  ada = slackCaller(sandbox, user.authed_user.access_token);
});
afterAll(() => sandbox.close());

const general = 'C0GENERAL01';
const errorOf = async (answer: ReturnType<typeof bot>) => (await answer).body.error;

test('a token that is missing, wrong, expired or too weak is refused with status 200', async () => {
  const none = await readAnswer(await fetch(`${sandbox.slack.apiUrl}/api/users.list`));
  expect([none.status, none.body]).toEqual([200, { ok: false, error: 'not_authed' }]);
  expect(await errorOf(slackCaller(sandbox, 'xoxb-unknown')('users.list'))).toBe('invalid_auth');
  const weak = slackCaller(sandbox, await sandbox.slack.issueBotToken(['chat:write']));
  expect((await weak('users.list')).body).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write',
  });
  expect((await weak('conversations.list', { types: 'private_channel' })).body.needed).toBe('groups:read');
  expect((await weak('conversations.history', { channel: general })).body.needed).toBe('channels:history');
  const grace = await connectSlack(sandbox, { login: 'grace@sandbox.example' });
  sandbox.slack.expireAccessTokens('grace@sandbox.example');
  expect(await errorOf(slackCaller(sandbox, grace.access_token)('auth.test'))).toBe('token_expired');
});

test('arguments are checked', async () => {
  expect((await bot('conversations.history')).body).toEqual({
    ok: false,
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
  expect(await errorOf(bot('users.list', { limit: 'many' }))).toBe('invalid_arguments');
  expect(await errorOf(bot('users.list', { limit: '2000' }))).toBe('invalid_limit');
  expect(await errorOf(bot('users.list', { page: '2' }))).toBe('invalid_arg_name');
  expect(await errorOf(bot('users.list', { cursor: 'x' }))).toBe('invalid_cursor');
  expect(await errorOf(bot('conversations.list', { types: 'secret' }))).toBe('invalid_types');
  expect(await errorOf(bot('conversations.history', { channel: general, oldest: 'x' }))).toBe(
    'invalid_ts_oldest',
  );
  expect(await errorOf(bot('chat.everything'))).toBe('unknown_method');
});

test('methods that read no JSON do not see it', async () => {
  expect(await errorOf(bot('conversations.history', {}, { channel: general }))).toBe('invalid_arguments');
  expect((await bot('chat.postMessage', {}, { channel: general, text: 'by JSON' })).body.ok).toBe(true);
});

test('JSON without a charset is taken with a warning', async () => {
  const token = await sandbox.slack.issueBotToken();
  const answer = await fetch(`${sandbox.slack.apiUrl}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: general, text: 'x' }),
  });
  expect((await readAnswer(answer)).body).toMatchObject({ ok: true, warning: 'missing_charset' });
});

test('a bot sees public channels and those that it is in, and reads only the latter', async () => {
  const names = async (call: typeof bot) => {
    const { body } = await call('conversations.list', { types: 'public_channel,private_channel' });
    return body.channels.map(({ name }: { name: string }) => name);
  };
  expect(await names(bot)).toEqual(['general', 'engine-room', 'lounge', 'old-news', 'board']);
  expect(await names(ada)).toEqual(['general', 'engine-room', 'lounge', 'old-news', 'board', 'secret-plans']);
  expect(await errorOf(bot('conversations.history', { channel: 'C0LOUNGE001' }))).toBe('not_in_channel');
  expect(await errorOf(bot('conversations.history', { channel: 'C0SECRET001' }))).toBe('channel_not_found');
  expect((await ada('conversations.history', { channel: 'C0SECRET001' })).body.messages).toHaveLength(1);
});

test('what cannot be sent is refused', async () => {
  const post = (message: object) => errorOf(bot('chat.postMessage', {}, message));
  expect(await post({ channel: general, text: ' ' })).toBe('no_text');
  expect(await post({ channel: general, text: 'x'.repeat(40_001) })).toBe('msg_too_long');
  expect(await post({ channel: 'C0OLDNEWS01', text: 'x' })).toBe('is_archived');
  expect(await post({ channel: 'C0LOUNGE001', text: 'x' })).toBe('not_in_channel');
  expect(await post({ channel: 'C0NOWHERE01', text: 'x' })).toBe('channel_not_found');
  expect(await post({ channel: general, text: 'x', thread_ts: '1.1' })).toBe('thread_not_found');
});

test('answers stay in their thread unless they are shown in the channel too', async () => {
  const post = async (message: object) =>
    (await bot('chat.postMessage', {}, { channel: general, ...message })).body.ts;
  const parent = await post({ text: 'Parent' });
  const quiet = await post({ text: 'Quiet', thread_ts: parent });
  const loud = await post({ text: 'Loud', thread_ts: parent, reply_broadcast: true });
  const { messages } = (await bot('conversations.history', { channel: general, limit: '5' })).body;
  const shown = messages.map(({ ts }: { ts: string }) => ts);
  expect(shown.slice(0, 2)).toEqual([loud, parent]);
  expect(shown).not.toContain(quiet);
  expect(messages[1]).toMatchObject({ reply_count: 2, latest_reply: loud });
  const thread = (await bot('conversations.replies', { channel: general, ts: parent })).body.messages;
  expect(thread.map(({ ts }: { ts: string }) => ts)).toEqual([parent, quiet, loud]);
});

test('a scheduled message is sent when its time has come', async () => {
  const seconds = Math.floor(nowMs / 1000);
  const schedule = (postAt: number) =>
    bot('chat.scheduleMessage', {}, { channel: general, text: `At ${postAt}`, post_at: postAt });
  expect(await errorOf(schedule(seconds - 1))).toBe('time_in_past');
  expect(await errorOf(schedule(seconds + 121 * 86_400))).toBe('time_too_far');
  const { body } = await schedule(seconds + 3600);
  expect(body).toMatchObject({ ok: true, channel: general, post_at: seconds + 3600 });
  const last = async () =>
    (await bot('conversations.history', { channel: general, limit: '1' })).body.messages[0];
  expect((await last()).text).not.toBe(`At ${seconds + 3600}`);
  nowMs += 2 * 3_600_000;
  expect(await last()).toMatchObject({
    text: `At ${seconds + 3600}`,
    ts: expect.stringContaining(`${seconds + 3600}.`),
  });
});

test('a channel takes thirty scheduled messages for the same five minutes', async () => {
  const postAt = Math.floor(nowMs / 1000) + 86_400;
  const schedule = () => bot('chat.scheduleMessage', {}, { channel: general, text: 'x', post_at: postAt });
  for (let count = 0; count < 30; count += 1) expect((await schedule()).body.ok).toBe(true);
  expect(await errorOf(schedule())).toBe('restricted_too_many');
});

test('reactions are counted once for each', async () => {
  const { ts } = (await bot('chat.postMessage', {}, { channel: general, text: 'React' })).body;
  const react = (name: string, timestamp = ts) =>
    bot('reactions.add', {}, { channel: general, timestamp, name });
  expect((await react('tada')).body).toEqual({ ok: true });
  expect(await errorOf(react('tada'))).toBe('already_reacted');
  expect(await errorOf(react('no_such_emoji'))).toBe('invalid_name');
  expect(await errorOf(react('tada', '1.1'))).toBe('message_not_found');
});

test('direct conversations are opened once, and not with bots', async () => {
  const open = (users: string, more: object = {}) => bot('conversations.open', {}, { users, ...more });
  expect(await errorOf(open('U0CHARLES01', { prevent_creation: true }))).toBe('channel_not_found');
  const { channel } = (await open('U0CHARLES01')).body;
  expect((await open('U0CHARLES01')).body).toEqual({ ok: true, no_op: true, already_open: true, channel });
  expect(await errorOf(open('USLACKBOT'))).toBe('cannot_dm_bot');
  expect(await errorOf(open('U0NOBODY001'))).toBe('user_not_found');
});

test('search is for people, who find what they can see', async () => {
  expect(await errorOf(bot('search.messages', { query: 'engine' }))).toBe('not_allowed_token_type');
  const found = async (query: string) => (await ada('search.messages', { query })).body.messages.total;
  expect(await found('difference engine')).toBe(1);
  expect(await found('from:@grace in:#general')).toBe(3);
  expect(await found('"Bernoulli numbers"')).toBe(1);
  expect(await found('in:#general -numbers from:grace')).toBe(2);
  expect(await found('has:link')).toBe(1);
  expect(await errorOf(ada('search.messages', { query: 'x', count: '101' }))).toBe('invalid_arguments');
});

test('an organization has to say which workspace it means', async () => {
  const tokens = await connectSlack(sandbox, { change: { team: 'E0ENGINES01' } });
  const call = slackCaller(sandbox, tokens.access_token);
  expect(await errorOf(call('conversations.list'))).toBe('missing_argument');
  expect(await errorOf(call('users.list', { team_id: 'T0ANALYTIC1' }))).toBe('team_access_not_granted');
  const teams = (await call('auth.teams.list')).body.teams;
  expect(teams).toEqual([
    { id: 'T0DIFFEREN1', name: 'Difference Works' },
    { id: 'T0COMPILER1', name: 'Compiler House' },
  ]);
  expect((await call('conversations.list', { team_id: teams[1].id })).body.channels[0].context_team_id).toBe(
    teams[1].id,
  );
});

test('too many calls are told when to come again', async () => {
  sandbox.slack.setRateLimit(2);
  const answers = [await bot('auth.test'), await bot('auth.test'), await bot('auth.test')];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[2]?.body).toEqual({ ok: false, error: 'ratelimited' });
  expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  nowMs += 60_000;
  expect((await bot('auth.test')).status).toBe(200);
  sandbox.slack.setRateLimit(undefined);
});
