import { freePort } from '@sidecar/test-servers/free-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sidecarAtSandbox } from '../test/connected-slack.ts';

let place: Awaited<ReturnType<typeof sidecarAtSandbox>>;
beforeEach(async () => {
  place = await sidecarAtSandbox({ publicPort: await freePort() });
  await place.connectPublic();
});
afterEach(() => place.close());

it('connects the person on their own machine, without a bot and without a secret', async () => {
  const { sidecar, sandbox } = place;
  expect(await sidecar.status('slack')).toMatchObject({
    auth: 'pkce',
    identity: 'ada (Analytical Society)',
    missingScopes: [],
  });
  const { id } = await sidecar.run('messages_send', { channel: 'general', text: 'As myself' });
  const { messages } = await sidecar.run('messages_read', { channel: 'general', limit: 1 });
  expect(messages).toMatchObject([{ id, author: 'Ada', text: 'As myself' }]);
  expect(sandbox.requests('slack').length).toBeGreaterThan(3);
});

it('sees and searches what the person sees', async () => {
  const { sidecar } = place;
  await expect(sidecar.run('messages_read', { channel: 'secret-plans' })).resolves.toHaveProperty(
    'messages.0',
  );
  await expect(sidecar.run('messages_search', { query: 'sold' })).resolves.toHaveProperty('total', 1);
});

it('renews its one token, and searches with the same', async () => {
  const { sidecar, sandbox } = place;
  sandbox.slack.expireAccessTokens();
  await sidecar.run('messages_search', { query: 'sold' });
  await sidecar.run('users_list', {});
  expect(sandbox.slack.tokenRequests().map(({ grantType, status }) => [grantType, status])).toEqual([
    ['authorization_code', 200],
    ['refresh_token', 200],
  ]);
});

it('revokes its token when it is disconnected', async () => {
  expect(await place.sidecar.disconnect('slack')).toMatchObject({ revoked: true });
  const ended = place.sandbox.requests('slack').filter(({ url }) => url.endsWith('auth.revoke'));
  expect(ended).toHaveLength(1);
});

it('keeps the old connection when somebody else consents in its place', async () => {
  await expect(place.connectPublic({ login: 'grace@sandbox.example' })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(place.sidecar.run('users_list', {})).resolves.toHaveProperty('users');
});

it('wants a new sign-in after the person has removed the app', async () => {
  place.sandbox.slack.revokeGrants();
  await expect(place.sidecar.run('users_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
});
