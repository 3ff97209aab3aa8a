import { afterEach, beforeEach, expect, it } from 'vitest';
import { sidecarAtSandbox } from '../test/connected-slack.ts';

let place: Awaited<ReturnType<typeof sidecarAtSandbox>>;
beforeEach(async () => {
  place = await sidecarAtSandbox();
  await place.connect();
});
afterEach(() => place.close());

it('reads a channel by its name, with names, links and blocks made readable', async () => {
  const { messages } = await place.sidecar.run('messages_read', { channel: '#general' });
  expect(messages.map(({ author, text }) => [author, text])).toEqual([
    ['Sidecar', '[Build 7](https://example.com/7)\nAll **green**'],
    ['Grace', '**Release 2 < 3**\n1. **Faster cards**\n2. @Ada wrote it\n```\nV1 = 2n\n```'],
    ['Grace', 'Who has the table of Bernoulli numbers?'],
    ['Charles Babbage', 'The mill carries in **one** turn. @Ada will like this.'],
  ]);
  expect(messages[2]).toMatchObject({ replies: 2, sent_at: expect.stringMatching(/^\d{4}-.*Z$/) });
});

it('reads a thread, oldest first', async () => {
  const { sidecar } = place;
  const { messages } = await sidecar.run('messages_read', { channel: 'general' });
  const thread = messages.find(({ replies }) => replies)?.id ?? '';
  const answers = await sidecar.run('messages_read', { channel: 'general', thread });
  expect(answers.messages.map(({ text }) => text)).toEqual([
    'Who has the table of Bernoulli numbers?',
    'I do: [note G](https://example.com/note-g) & more.',
    'Thank you @here',
  ]);
  expect(answers.messages[1]).toMatchObject({ thread });
});

it('pages through a channel without losing or repeating a message', async () => {
  const { sidecar } = place;
  const whole = await sidecar.run('messages_read', { channel: 'general' });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await sidecar.run('messages_read', {
      channel: 'general',
      limit: 1,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.messages.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor);
  expect(seen).toEqual(whole.messages.map(({ id }) => id));
});

it('reads only what was sent in a span of time', async () => {
  const { sidecar } = place;
  const { messages } = await sidecar.run('messages_read', { channel: 'general' });
  const [since, until] = [messages[3]?.sent_at ?? '', messages[1]?.sent_at ?? ''];
  const between = await sidecar.run('messages_read', { channel: 'general', since, until });
  expect(between.messages.map(({ id }) => id)).toEqual([messages[2]?.id, messages[3]?.id]);
});

it('sends Markdown, answers in the thread, reacts, and reads it all back', async () => {
  const { sidecar } = place;
  const text = '**Done** & _dusted_ <!channel> <@U0GRACE0001>: [note](https://example.com/a?b=1&c=2)';
  const { id, channel } = await sidecar.run('messages_send', { channel: 'general', text });
  await sidecar.run('messages_send', { channel, text: 'And on', thread: id, broadcast: true });
  await sidecar.run('reactions_add', { channel: 'general', message: id, emoji: '👍' });
  const { messages } = await sidecar.run('messages_read', { channel, limit: 2 });
  expect(messages).toMatchObject([
    { text: 'And on', thread: id },
    {
      id,
      author: 'Sidecar',
      text: '**Done** & _dusted_ <!channel> @Grace: [note](https://example.com/a?b=1&c=2)',
      reactions: { '+1': 1 },
      replies: 1,
    },
  ]);
  await expect(
    sidecar.run('reactions_add', { channel: 'general', message: id, emoji: '+1' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('writes to a person by handle, and reads the conversation', async () => {
  const { sidecar } = place;
  await expect(sidecar.run('messages_read', { channel: '@grace' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const { channel } = await sidecar.run('messages_send', { channel: '@grace', text: 'Psst' });
  expect(channel).toMatch(/^D/);
  const { messages } = await sidecar.run('messages_read', { channel: '@Grace' });
  expect(messages.map(({ text }) => text)).toEqual(['Psst']);
});

it('names what is near when there is no such channel or person', async () => {
  const { sidecar } = place;
  await expect(sidecar.run('messages_read', { channel: 'genral' })).rejects.toMatchObject({
    code: 'not_found',
    message: 'Slack shows this app no channel called "genral".',
    nextAction: 'Did you mean #general?',
  });
  await expect(sidecar.run('messages_send', { channel: '@grac', text: 'x' })).rejects.toMatchObject({
    code: 'not_found',
    nextAction: 'Did you mean @grace (Grace)?',
  });
});

it('asks which of several people with the same name is meant', async () => {
  const send = (channel: string) => place.sidecar.run('messages_send', { channel, text: 'x' });
  await expect(send('@Alex Smith')).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.stringContaining('@alex.smith (Alex), @asmith (Alex)'),
    fields: [{ path: 'channel' }],
  });
  await expect(send('@asmith')).resolves.toHaveProperty('id');
  await expect(send('@Luigi')).rejects.toMatchObject({ code: 'not_found' });
});

it('says that the app has to be invited where it is not in a channel', async () => {
  const { sidecar } = place;
  const send = () => sidecar.run('messages_send', { channel: 'lounge', text: 'x' });
  const read = () => sidecar.run('messages_read', { channel: 'lounge' });
  for (const call of [send, read])
    await expect(call()).rejects.toMatchObject({
      code: 'provider_rejected',
      nextAction: expect.stringContaining('/invite'),
    });
  await expect(sidecar.run('messages_send', { channel: 'C0OLDNEWS01', text: 'x' })).rejects.toMatchObject({
    message: 'Slack takes nothing new in an archived channel.',
  });
});

it('lists channels and people in pages', async () => {
  const { sidecar } = place;
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await sidecar.run('channels_list', { limit: 2, ...(cursor ? { cursor } : {}) });
    names.push(...page.channels.map(({ name }) => name));
    cursor = page.next_cursor;
  } while (cursor);
  expect(names).toEqual(['general', 'engine-room', 'lounge', 'board']);
  const withArchived = await sidecar.run('channels_list', { archived: true });
  expect(withArchived.channels.find(({ archived }) => archived)?.name).toBe('old-news');
  const { users } = await sidecar.run('users_list', {});
  expect(users.map(({ handle }) => handle)).toEqual(['ada', 'grace', 'charles', 'alex.smith', 'asmith']);
  expect(users[0]).toMatchObject({
    name: 'Ada',
    title: 'Analyst & metaphysician',
    time_zone: 'Europe/London',
  });
  const everybody = await sidecar.run('users_list', { bots: true });
  expect(everybody.users.filter(({ bot }) => bot).map(({ handle }) => handle)).toEqual([
    'sidecar',
    'slackbot',
  ]);
});

it('searches as the person, who sees more than the bot', async () => {
  const { sidecar } = place;
  const { messages, total } = await sidecar.run('messages_search', { query: 'difference engine' });
  expect(total).toBe(1);
  expect(messages[0]).toMatchObject({
    channel_name: 'secret-plans',
    author: 'Charles Babbage',
    url: expect.stringMatching(/^https:/),
  });
  await expect(sidecar.run('messages_read', { channel: 'secret-plans' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('pages through what it has found', async () => {
  const { sidecar } = place;
  const first = await sidecar.run('messages_search', { query: 'in:#general', limit: 4 });
  const second = await sidecar.run('messages_search', {
    query: 'in:#general',
    limit: 4,
    cursor: first.next_cursor ?? '',
  });
  expect(first.messages).toHaveLength(4);
  expect(second.messages).toHaveLength(2);
  expect(second.next_cursor).toBeUndefined();
});

it('reports a message whose answer was lost as unknown, and sends it once', async () => {
  const { sidecar, sandbox } = place;
  sandbox.faults.set({ service: 'slack', on: 'api', kind: 'lost-answer', path: 'chat.postMessage' });
  await expect(sidecar.run('messages_send', { channel: 'general', text: 'Once' })).rejects.toMatchObject({
    outcome: 'unknown',
    retryable: false,
  });
  sandbox.faults.clear();
  const { messages } = await sidecar.run('messages_read', { channel: 'general' });
  expect(messages.filter(({ text }) => text === 'Once')).toHaveLength(1);
});

it.each([
  ['html', 'provider_unavailable'],
  ['garbage', 'invalid_response'],
  ['huge', 'invalid_response'],
  ['cut', 'network'],
] as const)('says what is wrong with an answer that is %s', async (kind, code) => {
  place.sandbox.faults.set({ service: 'slack', on: 'api', kind });
  await expect(place.sidecar.run('users_list', {})).rejects.toMatchObject({ integration: 'slack', code });
});

it('says at once when a limit lasts too long to wait, and how long', async () => {
  const { sidecar, sandbox } = place;
  await sidecar.run('users_list', {});
  sandbox.slack.setRateLimit(1);
  await sidecar.run('users_list', {});
  const error = await sidecar.run('users_list', {}).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(Reflect.get(Object(error), 'retryAfterMs')).toBeGreaterThan(30_000);
  // Another method has a limit of its own.
  await expect(sidecar.run('channels_list', {})).resolves.toHaveProperty('channels');
});
