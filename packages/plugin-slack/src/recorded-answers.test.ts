import { recordedCalls, sharedFolder } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';

const real = it.skipIf(!sharedFolder);

function recorded(method: 'GET' | 'POST', name: string) {
  return recordedCalls<object>('slack', method, new RegExp(`^/api/(${name})$`));
}

const listed = (body: object, field: string) =>
  Reflect.get(body, field) as readonly { id: string; name?: string }[];

real('reads every recorded page of channels (needs SIDECAR_SHARED)', async () => {
  const channels = recorded('GET', 'conversations.list');
  expect(channels.length).toBeGreaterThan(4);
  for (const { response } of channels) {
    const output = await runTool('channels_list', { limit: 200 }, { 'conversations.list': response.body });
    expect(listed(output, 'channels').map(({ id }) => id)).toEqual(
      listed(response.body, 'channels').map(({ id }) => id),
    );
  }
});

real('reads every recorded page of people (needs SIDECAR_SHARED)', async () => {
  const members = recorded('GET', 'users.list');
  expect(members.length).toBeGreaterThan(1);
  for (const { response } of members) {
    const output = await runTool('users_list', { bots: true }, { 'users.list': response.body });
    expect(listed(output, 'users')).toHaveLength(listed(response.body, 'members').length);
    expect(listed(output, 'users').every(({ name }) => name)).toBe(true);
  }
});

real('reads every recorded conversation and thread (needs SIDECAR_SHARED)', async () => {
  const pages = recorded('GET', 'conversations.history|conversations.replies');
  expect(pages.length).toBeGreaterThan(2);
  for (const { response } of pages) {
    const body = response.body;
    const answers = {
      'conversations.history': body,
      'conversations.replies': body,
      'users.info': { ok: true, user: { id: 'U0AHG0C4AU9', name: 'someone' } },
    };
    const input = { channel: 'C0AH33PLXSN' };
    const output = await runTool('messages_read', input, answers);
    const thread = await runTool('messages_read', { ...input, thread: '1773301199.998369' }, answers);
    expect(output).toEqual(thread);
    const messages = Reflect.get(output, 'messages') as readonly { text: string; author: string }[];
    expect(messages).toHaveLength(listed(body, 'messages').length);
    expect(messages.every(({ text, author }) => text !== '' && author !== 'unknown')).toBe(true);
  }
});

real('reads the recorded answers to what is written (needs SIDECAR_SHARED)', async () => {
  for (const { response } of recorded('POST', 'chat.postMessage')) {
    const output = await runTool(
      'messages_send',
      { channel: 'C0AGWLS4CQ3', text: 'Hi' },
      { 'chat.postMessage': response.body },
    );
    expect(output).toMatchObject({ channel: 'C0AGWLS4CQ3', sent_at: expect.any(String) });
  }
  const [reaction] = recorded('POST', 'reactions.add');
  const [opened] = recorded('POST', 'conversations.open');
  const input = { channel: 'C0AH33PLXSN', message: '1773301156.700019', emoji: 'fire' };
  await expect(
    runTool('reactions_add', input, { 'reactions.add': reaction!.response.body }),
  ).resolves.toMatchObject({
    emoji: 'fire',
  });
  const toPerson = { channel: 'U0AHG0C4AU9', text: 'Hi' };
  const posted = { ok: true, channel: 'D0AHG1S7M97', ts: '1773301156.700019' };
  const answers = { 'conversations.open': opened!.response.body, 'chat.postMessage': posted };
  await expect(runTool('messages_send', toPerson, answers)).resolves.toMatchObject({
    channel: 'D0AHG1S7M97',
  });
});
