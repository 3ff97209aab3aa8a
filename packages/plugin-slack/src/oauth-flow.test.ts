import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { afterEach, expect, it } from 'vitest';
import { type Connecting, sidecarAtSandbox } from '../test/connected-slack.ts';
import { slack } from './index.ts';

type Place = Awaited<ReturnType<typeof sidecarAtSandbox>>;
const open: Place[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((place) => place.close()));
});

async function start(options?: Parameters<typeof sidecarAtSandbox>[0]): Promise<Place> {
  const place = await sidecarAtSandbox(options);
  open.push(place);
  return place;
}

async function connected(options?: Parameters<typeof sidecarAtSandbox>[0], how?: Connecting): Promise<Place> {
  const place = await start(options);
  await place.connect(how);
  return place;
}

const revocations = ({ sandbox }: Place) =>
  sandbox.requests('slack').filter(({ url }) => url.endsWith('/api/auth.revoke'));
const refreshes = ({ sandbox }: Place) =>
  sandbox.slack.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token');
const search = { query: 'engine' };

it('connects as the person in the workspace, with everything that the tools need', async () => {
  const { sidecar, sandbox } = await connected();
  expect(await sidecar.status('slack')).toMatchObject({
    state: 'connected',
    identity: 'ada (Analytical Society)',
    missingScopes: [],
  });
  expect(sandbox.slack.tokenRequests()).toMatchObject([{ grantType: 'authorization_code', status: 200 }]);
});

it('renews bot and person each by its own refresh token, once for all callers', async () => {
  const place = await connected();
  const { sidecar, sandbox } = place;
  sandbox.slack.expireAccessTokens();
  await Promise.all(Array.from({ length: 10 }, () => sidecar.run('users_list', {})));
  expect(refreshes(place)).toHaveLength(1);
  await Promise.all(Array.from({ length: 10 }, () => sidecar.run('messages_search', search)));
  expect(refreshes(place)).toHaveLength(2);
  expect(refreshes(place).map(({ status, error }) => [status, error])).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
});

it('wants a new sign-in after the person has removed the app', async () => {
  const { sidecar, sandbox } = await connected();
  sandbox.slack.revokeGrants();
  await expect(sidecar.run('users_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
  expect(await sidecar.status('slack')).toMatchObject({ state: 'needs_reauth' });
});

it('revokes the tokens of bot and person when it is disconnected', async () => {
  const place = await connected();
  expect(await place.sidecar.disconnect('slack')).toMatchObject({ revoked: true, alsoAffects: [] });
  expect(revocations(place).map(({ response }) => response.body)).toEqual([
    { ok: true, revoked: true },
    { ok: true, revoked: true },
  ]);
});

it('leaves the bot to the other people of the workspace, and ends it with the last', async () => {
  const place = await connected({}, { user: 'ada' });
  const { many } = place;
  await place.connect({ user: 'grace', login: 'grace@sandbox.example' });
  expect(await many.forUser('ada').disconnect('slack')).toMatchObject({
    revoked: false,
    alsoAffects: [{ user: 'grace' }],
  });
  expect(revocations(place)).toHaveLength(1);
  const grace = many.forUser('grace');
  await expect(grace.run('users_list', {})).resolves.toHaveProperty('users');
  await expect(grace.run('messages_search', search)).resolves.toHaveProperty('messages');
  expect(await grace.disconnect('slack')).toMatchObject({ revoked: true });
  expect(revocations(place)).toHaveLength(3);
});

it('says where a person can end the access when Slack does not confirm it', async () => {
  const { sidecar, sandbox } = await connected();
  sandbox.slack.expireAccessTokens();
  expect(await sidecar.disconnect('slack')).toMatchObject({
    revoked: false,
    manualUrl: 'https://slack.com/apps/manage',
  });
});

it.each([
  ['another person of the workspace', { login: 'grace@sandbox.example' }, 'grace (Analytical Society)'],
  ['another workspace', { team: 'T0NAVAL0001' }, 'ada (Naval Computing)'],
])('keeps the old connection when %s consents in its place', async (_, how, label) => {
  const place = await connected();
  await expect(place.connect(how)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(label),
  });
  await expect(place.sidecar.run('users_list', {})).resolves.toHaveProperty('users');
  await expect(place.sidecar.run('messages_search', search)).resolves.toHaveProperty('messages');
});

it('works without rotation: the tokens do not run out', async () => {
  const place = await connected({ client: 'lasting' });
  const { sidecar, sandbox } = place;
  expect(await sidecar.status('slack')).not.toHaveProperty('expiresAt');
  await sidecar.run('messages_search', search);
  expect(refreshes(place)).toEqual([]);
  sandbox.slack.revokeGrants();
  await expect(sidecar.run('users_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
  expect(refreshes(place)).toEqual([]);
});

it('says which permissions a tool needs that were not asked for', async () => {
  const { sidecar } = await connected({
    plugin: { scopes: ['channels:read', 'channels:history'], userScopes: [] },
  });
  for (const [call, scope] of [
    [() => sidecar.run('messages_send', { channel: 'general', text: 'x' }), 'chat:write'],
    [() => sidecar.run('messages_search', search), 'search:read'],
    [() => sidecar.run('users_list', {}), 'users:read'],
  ] as const)
    await expect(call()).rejects.toMatchObject({
      code: 'insufficient_scope',
      message: expect.stringContaining(scope),
    });
});

it('finds and lists public channels without the permission for private ones, and shows ids without that for people', async () => {
  const { sidecar } = await connected({
    plugin: { scopes: ['channels:read', 'channels:history'], userScopes: [] },
  });
  const { channels } = await sidecar.run('channels_list', {});
  expect(channels.map(({ name }) => name)).toEqual(['general', 'engine-room', 'lounge']);
  const { messages } = await sidecar.run('messages_read', { channel: 'general' });
  expect(messages.at(-1)).toMatchObject({ author: 'U0CHARLES01' });
  await expect(sidecar.run('messages_read', { channel: 'C0BOARD0001' })).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: 'Slack wants more permissions for this (groups:history).',
  });
});

it('does everything as the person in an app without a bot', async () => {
  const userScopes = ['channels:read', 'channels:history', 'users:read', 'chat:write', 'search:read'];
  const place = await connected({ plugin: { scopes: [], userScopes } });
  const { sidecar } = place;
  expect(await sidecar.status('slack')).toMatchObject({
    identity: 'ada (Analytical Society)',
    missingScopes: [],
  });
  await sidecar.run('messages_send', { channel: 'general', text: 'As Ada' });
  const { messages } = await sidecar.run('messages_search', { query: 'As Ada' });
  expect(messages).toMatchObject([{ author: 'Ada', text: 'As Ada' }]);
  expect(await sidecar.disconnect('slack')).toMatchObject({ revoked: true });
  expect(revocations(place)).toHaveLength(1);
});

it('connects nobody who says no, and nobody with a wrong secret', async () => {
  const place = await start();
  await expect(place.connect({ deny: true })).rejects.toMatchObject({ code: 'authorization_denied' });
  const { authUrl, tokenUrl, revocationUrl, apiUrl, client } = place.sandbox.slack;
  const endpoints = { authUrl, tokenUrl, revocationUrl, apiUrl };
  const plugin = slack({ endpoints, client: { id: client.id, secret: 'wrong' } });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const via = pasteUrl({
    redirectUri: 'https://app.example/callback/slack',
    prompt: (url) => place.sandbox.consent(url),
  });
  await expect(sidecar.connect('slack', { via })).rejects.toMatchObject({ code: 'not_configured' });
});

it('says that Slack takes no address of this machine for an app with a bot', async () => {
  const { sidecar } = await start();
  await expect(sidecar.connect('slack', { via: loopback() })).rejects.toMatchObject({
    integration: 'slack',
    nextAction: expect.any(String),
  });
});

it('names the environment variables when there is no client', async () => {
  const plugin = slack({ client: () => undefined });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const redirectUri = 'https://app.example/callback/slack';
  await expect(sidecar.startAuthFlow('slack', { redirectUri })).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('SLACK_CLIENT_ID'),
  });
});
