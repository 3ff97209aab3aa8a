import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';
import { sharedFolder } from '../test/spec-problems.ts';

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly response: { readonly status: number; readonly body: object };
}

const real = it.skipIf(!sharedFolder);

/** Every recorded call of these methods. */
function recorded(...methods: readonly string[]): Recorded[] {
  const file = path.join(sharedFolder ?? '', 'recorded/slack.jsonl');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Recorded)
    .filter(({ url }) => methods.some((method) => new URL(url).pathname === `/api/${method}`));
}

const channels = recordedOnce('conversations.list');
const members = recordedOnce('users.list');

function recordedOnce(method: string): Recorded[] {
  return sharedFolder ? recorded(method) : [];
}

const listed = (body: object, field: string) =>
  Reflect.get(body, field) as readonly { id: string; name?: string }[];

real('reads every recorded page of channels (needs SIDECAR_SHARED)', async () => {
  expect(channels.length).toBeGreaterThan(4);
  for (const { response } of channels) {
    const output = await runTool('channels_list', { limit: 200 }, { 'conversations.list': response.body });
    expect(listed(output, 'channels').map(({ id }) => id)).toEqual(
      listed(response.body, 'channels').map(({ id }) => id),
    );
  }
});

real('reads every recorded page of people (needs SIDECAR_SHARED)', async () => {
  expect(members.length).toBeGreaterThan(1);
  for (const { response } of members) {
    const output = await runTool('users_list', { bots: true }, { 'users.list': response.body });
    expect(listed(output, 'users')).toHaveLength(listed(response.body, 'members').length);
    expect(listed(output, 'users').every(({ name }) => name)).toBe(true);
  }
});

real('reads every recorded conversation and thread (needs SIDECAR_SHARED)', async () => {
  const pages = recorded('conversations.history', 'conversations.replies');
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
  for (const { response } of recorded('chat.postMessage')) {
    const output = await runTool(
      'messages_send',
      { channel: 'C0AGWLS4CQ3', text: 'Hi' },
      { 'chat.postMessage': response.body },
    );
    expect(output).toMatchObject({ channel: 'C0AGWLS4CQ3', sent_at: expect.any(String) });
  }
  const [reaction, opened] = [...recorded('reactions.add'), ...recorded('conversations.open')];
  const input = { channel: 'C0AH33PLXSN', message: '1773301156.700019', emoji: 'fire' };
  await expect(
    runTool('reactions_add', input, { 'reactions.add': reaction?.response.body ?? {} }),
  ).resolves.toMatchObject({
    emoji: 'fire',
  });
  const toPerson = { channel: 'U0AHG0C4AU9', text: 'Hi' };
  const posted = { ok: true, channel: 'D0AHG1S7M97', ts: '1773301156.700019' };
  const answers = { 'conversations.open': opened?.response.body ?? {}, 'chat.postMessage': posted };
  await expect(runTool('messages_send', toPerson, answers)).resolves.toMatchObject({
    channel: 'D0AHG1S7M97',
  });
});
