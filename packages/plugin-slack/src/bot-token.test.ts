import { afterEach, beforeEach, expect, it } from 'vitest';
import { sidecarAtSandbox } from '../test/connected-slack.ts';

let place: Awaited<ReturnType<typeof sidecarAtSandbox>>;
beforeEach(async () => {
  place = await sidecarAtSandbox();
});
afterEach(() => place.close());

async function connect(scopes?: readonly string[]) {
  const token = await place.sandbox.slack.issueBotToken(scopes);
  await place.sidecar.connect('slack', { auth: 'bot_token', fields: { token } });
  return token;
}

it('works as the bot', async () => {
  await connect();
  const { sidecar } = place;
  expect(await sidecar.status('slack')).toMatchObject({ identity: 'sidecar (Analytical Society)' });
  await sidecar.run('messages_send', { channel: 'general', text: 'By token' });
  const { messages } = await sidecar.run('messages_read', { channel: 'general', limit: 1 });
  expect(messages).toMatchObject([{ author: 'Sidecar', text: 'By token' }]);
});

it('has no search, and says how to get it', async () => {
  await connect();
  await expect(place.sidecar.run('messages_search', { query: 'x' })).rejects.toMatchObject({
    code: 'not_supported',
    nextAction: 'Connect Slack by oauth or pkce.',
  });
});

it('says which permission the token lacks', async () => {
  await connect(['channels:read']);
  await expect(place.sidecar.run('messages_send', { channel: 'general', text: 'x' })).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: 'Slack wants more permissions for this (chat:write).',
  });
});

it('asks for a new token when the old one was ended', async () => {
  const token = await connect();
  const revocation = await fetch(place.sandbox.slack.revocationUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await revocation.json()).toEqual({ ok: true, revoked: true });
  await expect(place.sidecar.run('users_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
});

it('connects with no token that Slack refuses', async () => {
  const fields = { token: 'xoxb-1111111111-unknown' };
  await expect(place.sidecar.connect('slack', { auth: 'bot_token', fields })).rejects.toMatchObject({
    code: 'provider_rejected',
    message: expect.not.stringContaining(fields.token),
  });
});

it('says what a bot token looks like', async () => {
  const fields = { token: 'xoxp-1234567890-person' };
  await expect(place.sidecar.connect('slack', { auth: 'bot_token', fields })).rejects.toMatchObject({
    message:
      'Slack cannot be connected with these fields: token (Give a bot token, which begins with xoxb-).',
    fields: [{ path: 'token', message: 'Give a bot token, which begins with xoxb-.' }],
  });
});

it('reads no conversation that nobody has begun, and says how to begin it', async () => {
  await connect();
  await expect(place.sidecar.run('messages_read', { channel: '@charles' })).rejects.toMatchObject({
    code: 'not_found',
    message: 'Slack shows no direct conversation with that person.',
    nextAction: 'Begin one with messages_send.',
  });
});

it('begins a list again where its cursor is not known', async () => {
  await connect();
  await expect(place.sidecar.run('users_list', { cursor: 'forged' })).rejects.toMatchObject({
    code: 'invalid_input',
    nextAction: 'Begin again without cursor.',
  });
});

it.each(['', 'xoxp-1234567890-person', 'xoxb-short', 'Bearer xoxb-1234567890', 'xoxb-1234567890\r\nx: y'])(
  'refuses %j before anything is sent',
  async (token) => {
    await expect(
      place.sidecar.connect('slack', { auth: 'bot_token', fields: { token } }),
    ).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path: 'token' }] });
    expect(place.sandbox.requests('slack')).toEqual([]);
  },
);
