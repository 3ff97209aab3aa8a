import { afterEach, beforeEach, expect, it } from 'vitest';
import { sidecarAtSandbox } from '../test/connected-slack.ts';

let place: Awaited<ReturnType<typeof sidecarAtSandbox>>;
beforeEach(async () => {
  place = await sidecarAtSandbox();
  await place.connect({ team: 'E0ENGINES01' });
});
afterEach(() => place.close());

it('is connected as the person in the organization', async () => {
  expect(await place.sidecar.status('slack')).toMatchObject({ identity: 'ada (Engines United)' });
});

it('asks which workspace is meant, and takes its name or id', async () => {
  const { sidecar } = place;
  await expect(sidecar.run('channels_list', {})).rejects.toMatchObject({
    code: 'invalid_input',
    message: 'This connection to Slack covers several workspaces: Difference Works, Compiler House.',
    fields: [{ path: 'workspace' }],
  });
  const byName = await sidecar.run('channels_list', { workspace: 'compiler house' });
  const byId = await sidecar.run('channels_list', { workspace: 'T0COMPILER1' });
  const other = await sidecar.run('channels_list', { workspace: 'Difference Works' });
  expect(byName).toEqual(byId);
  expect(other.channels[0]?.name).toBe(byName.channels[0]?.name);
  expect(other.channels[0]?.id).not.toBe(byName.channels[0]?.id);
  await expect(sidecar.run('users_list', { workspace: 'Compilr House' })).rejects.toMatchObject({
    code: 'not_found',
    nextAction: 'Did you mean Compiler House?',
  });
});

it('keeps channels of the same name in different workspaces apart', async () => {
  const { sidecar } = place;
  const send = (workspace: string) =>
    sidecar.run('messages_send', { channel: 'general', text: `Hello ${workspace}`, workspace });
  const [one, other] = [await send('Difference Works'), await send('Compiler House')];
  expect(one.channel).not.toBe(other.channel);
  const { messages } = await sidecar.run('messages_read', {
    channel: 'general',
    workspace: 'Compiler House',
  });
  expect(messages.map(({ text }) => text)).toEqual(['Hello Compiler House']);
  const found = await sidecar.run('messages_search', { query: 'Hello', workspace: 'Difference Works' });
  expect(found.messages.map(({ text }) => text)).toEqual(['Hello Difference Works']);
});

it('needs no workspace where an id is given', async () => {
  const { sidecar } = place;
  const { channel } = await sidecar.run('messages_send', {
    channel: 'general',
    text: 'x',
    workspace: 'Compiler House',
  });
  await expect(sidecar.run('messages_read', { channel })).resolves.toHaveProperty('messages.0.text', 'x');
});

it('refuses a workspace of another name where there is only one', async () => {
  const alone = await sidecarAtSandbox();
  try {
    await alone.connect();
    await expect(
      alone.sidecar.run('users_list', { workspace: 'Analytical Society' }),
    ).resolves.toHaveProperty('users');
    await expect(alone.sidecar.run('users_list', { workspace: 'Navy' })).rejects.toMatchObject({
      code: 'not_found',
    });
  } finally {
    await alone.close();
  }
});
