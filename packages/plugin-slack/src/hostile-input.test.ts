import { InvalidInput } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { type Answers, runTool, runToolWatched } from '../test/run-tool.ts';

const posted = { ok: true, channel: 'C0GENERAL01', ts: '1773301156.700019' };
const channels = { ok: true, channels: [{ id: 'C0GENERAL01', name: 'general' }] };
const writing: Answers = { 'conversations.list': channels, 'chat.postMessage': posted };
const ts = '1773301156.700019';

it.each<[string, string, object]>([
  ['an empty text', 'messages_send', { channel: 'general', text: '' }],
  [
    'a text of spaces and invisible characters',
    'messages_send',
    { channel: 'general', text: ' \n\u200B\u202E' },
  ],
  ['half of a character', 'messages_send', { channel: 'general', text: 'x\uD83D' }],
  ['megabytes', 'messages_send', { channel: 'general', text: 'x'.repeat(5_000_000) }],
  ['a text that is none', 'messages_send', { channel: 'general', text: 7 }],
  ['null', 'messages_send', { channel: null, text: 'x' }],
  ['an empty channel', 'messages_send', { channel: ' ', text: 'x' }],
  ['an unknown field', 'messages_send', { channel: 'general', text: 'x', blocks: [] }],
  ['a thread that is no message', 'messages_send', { channel: 'general', text: 'x', thread: '1&channel=C1' }],
  [
    'a time without a zone',
    'messages_schedule',
    { channel: 'general', text: 'x', send_at: '2026-12-24T18:00:00' },
  ],
  ['a time that is none', 'messages_schedule', { channel: 'general', text: 'x', send_at: 'tomorrow' }],
  ['an emoji with a path', 'reactions_add', { channel: 'general', message: ts, emoji: '../x' }],
  ['an emoji in words', 'reactions_add', { channel: 'general', message: ts, emoji: 'Thumbs Up' }],
  ['an emoji without a known name', 'reactions_add', { channel: 'general', message: ts, emoji: '🦄' }],
  ['a message by its text', 'reactions_add', { channel: 'general', message: 'hello', emoji: 'tada' }],
  ['half a message', 'messages_read', { channel: 'general', limit: 1.5 }],
  ['too many messages', 'messages_read', { channel: 'general', limit: 101 }],
  ['a page before the first', 'messages_search', { query: 'x', cursor: '0' }],
  ['a page that Slack does not show', 'messages_search', { query: 'x', cursor: '101' }],
  ['no query', 'messages_search', { query: ' ' }],
])('refuses %s before anything is sent', async (_, tool, input) => {
  await expect(runTool(tool, input, {})).rejects.toBeInstanceOf(InvalidInput);
});

it.each([
  '../../auth.revoke',
  'general&types=im',
  'general\r\nx: y',
  '<script>alert(1)</script>',
  '\u202Elareneg',
  '__proto__',
  'constructor',
  'C0GENERAL01/../x',
  '#'.repeat(200),
])('finds no channel called %j, and puts it into no request', async (channel) => {
  const sent: string[] = [];
  const answers: Answers = {
    'conversations.list': ({ name, query }) => {
      sent.push(`${name}?${query}`);
      return channels;
    },
  };
  await expect(runTool('messages_send', { channel, text: 'x' }, answers)).rejects.toMatchObject({
    code: 'not_found',
    message: expect.not.stringMatching(/[\r\n\u202E]/),
  });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toBe(
    'conversations.list?types=public_channel%2Cprivate_channel&exclude_archived=true&limit=1000',
  );
});

it.each([
  ['an id', 'C0GENERAL01'],
  ['a mention', '<#C0GENERAL01|general>'],
  ['a link to the channel', 'https://analytical.slack.com/archives/C0GENERAL01'],
  [
    'a link to a message',
    'https://analytical.slack.com/archives/C0GENERAL01/p1773301156700019?thread_ts=1.2',
  ],
])('takes %s for the channel without looking it up', async (_, channel) => {
  const { sent } = await runToolWatched(
    'messages_send',
    { channel, text: 'x' },
    { 'chat.postMessage': posted },
  );
  expect(sent.map(({ name, body }) => [name, body.channel])).toEqual([['chat.postMessage', 'C0GENERAL01']]);
});

it('writes whatever a cursor or query is into the request without breaking out of it', async () => {
  const read = { ok: true, messages: [] };
  const { sent } = await runToolWatched(
    'messages_read',
    { channel: 'C0GENERAL01', cursor: 'a&limit=999#' },
    { 'conversations.history': read },
  );
  expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
    channel: 'C0GENERAL01',
    limit: '20',
    cursor: 'a&limit=999#',
  });
});

it('sends the text escaped, and no part that alarms a channel', async () => {
  const text = '<!channel> <b>Tom & Jerry</b> "quoted" \u{1F637}';
  const { sent } = await runToolWatched('messages_send', { channel: 'general', text }, writing);
  expect(sent.at(-1)?.contentType).toBe('application/json; charset=utf-8');
  expect(sent.at(-1)?.body).toEqual({
    channel: 'C0GENERAL01',
    text: '&lt;!channel&gt; &lt;b&gt;Tom &amp; Jerry&lt;/b&gt; "quoted" \u{1F637}',
  });
});

it.each([
  [':tada:', 'tada'],
  ['🎉', 'tada'],
  ['❤️', 'heart'],
  ['+1::skin-tone-3', '+1::skin-tone-3'],
  ['やった', 'やった'],
])('takes the emoji %s as %s', async (emoji, name) => {
  const { sent } = await runToolWatched(
    'reactions_add',
    { channel: 'C0GENERAL01', message: ts, emoji },
    { 'reactions.add': { ok: true } },
  );
  expect(sent[0]?.body).toEqual({ channel: 'C0GENERAL01', timestamp: ts, name });
});

it('asks search for the person, and everything else for the main credential', async () => {
  const found = { ok: true, messages: { matches: [], total: 0 } };
  const { sent } = await runToolWatched('messages_search', { query: 'x' }, { 'search.messages': found });
  expect(sent.map(({ name, credential }) => [name, credential])).toEqual([
    ['auth.test', undefined],
    ['search.messages', 'user'],
  ]);
});
