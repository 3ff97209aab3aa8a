import { expect, it } from 'vitest';
import { runTool, runToolWatched } from '../../test/run-tool.ts';

const parent = '1773301156.700019';
const channel = 'C0GENERAL01';

it('shows who an app says that it is, what was edited, and which thread an answer belongs to', async () => {
  const messages = [
    {
      ts: parent,
      thread_ts: parent,
      reply_count: 1,
      username: 'Deploys',
      bot_profile: { name: 'CI' },
      text: 'a',
    },
    { ts: '1773301157.000000', thread_ts: parent, user: 'U0ADA000001', edited: { ts: '1.1' }, text: 'b' },
    { ts: '1773301158.000000', bot_profile: { name: 'CI' }, user: 'U0BOT000001', text: 'c', edited: null },
  ];
  const output = await runTool(
    'messages_read',
    { channel },
    {
      'conversations.history': { ok: true, messages },
      'users.info': { ok: true, user: { id: 'U0ADA000001', name: 'ada', real_name: 'Ada &amp; Co' } },
    },
  );
  expect(output).toEqual({
    channel,
    messages: [
      { id: parent, author: 'Deploys', text: 'a', sent_at: '2026-03-12T07:39:16.700Z', replies: 1 },
      {
        id: '1773301157.000000',
        author: 'Ada & Co',
        text: 'b',
        sent_at: '2026-03-12T07:39:17.000Z',
        edited: true,
        thread: parent,
      },
      { id: '1773301158.000000', author: 'CI', text: 'c', sent_at: '2026-03-12T07:39:18.000Z' },
    ],
  });
});

it('gives the message that a thread belongs to on its first page only', async () => {
  const messages = [
    { ts: parent, text: 'a' },
    { ts: '1773301157.000000', thread_ts: parent, text: 'b' },
  ];
  const answers = { 'conversations.replies': { ok: true, messages } };
  const input = { channel, thread: parent };
  await expect(runTool('messages_read', input, answers)).resolves.toHaveProperty('messages.length', 2);
  await expect(runTool('messages_read', { ...input, cursor: 'x' }, answers)).resolves.toHaveProperty(
    'messages.length',
    1,
  );
});

it('asks for times as Slack counts them', async () => {
  const input = { channel, since: '2026-03-12T08:39:16+01:00', until: '2026-03-12T07:39:17.9Z' };
  const { sent } = await runToolWatched('messages_read', input, {
    'conversations.history': { ok: true, messages: [] },
  });
  expect(sent[0]?.query.get('oldest')).toBe('1773301156');
  expect(sent[0]?.query.get('latest')).toBe('1773301157');
});
