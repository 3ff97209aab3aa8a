import { fakeClock } from '@sidecar/testing';
import { expect, it } from 'vitest';
import { rsaKeys } from '../test/rsa-keys.ts';
import { apiCalls, runningSandbox, sandboxGithub, sidecarOver } from '../test/sandbox-github.ts';

const repository = 'engine-society/engine';

it('connects an app for a whole organisation by its name and the key as GitHub hands it out', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, organization, privateKey } = sandbox.github.app;
  expect(privateKey).toContain('BEGIN RSA PRIVATE KEY');
  await sidecar.connect('github', { auth: 'app', fields: { appId, organization, privateKey } });
  expect(await sidecar.status('github')).toMatchObject({
    state: 'connected',
    identity: 'engine-society (app)',
  });
  const { repositories } = await sidecar.run('repositories_list', {});
  expect(repositories.map((found) => found.repository)).toEqual([
    'engine-society/engine',
    'engine-society/website',
  ]);
  const { number } = await sidecar.run('issue_create', { repository, title: 'From an app' });
  const { issue } = await sidecar.run('issue_read', { repository, number });
  expect(issue.author).toBe('sandbox-app[bot]');
  await expect(sidecar.run('repositories_list', { owner: 'grace-sandbox' })).resolves.toMatchObject({
    repositories: [{ repository: 'grace-sandbox/compiler' }],
  });
});

it('connects an app by the id of its installation, its client id, and a key with escaped line ends', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { installationId, privateKey } = sandbox.github.app;
  const appId = sandbox.github.client.id;
  const fields = { appId, installationId, privateKey: privateKey.replaceAll('\n', '\\n') };
  await sidecar.connect('github', { auth: 'app', fields });
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
  expect(apiCalls({ sandbox }).some((call) => call.endsWith('/installation'))).toBe(false);
});

it('makes a new token before the hour of the old one is over, and another when that is refused', async () => {
  const clock = fakeClock();
  const sandbox = await runningSandbox({ now: clock.now });
  const { sidecar } = sidecarOver(sandbox, { clock });
  const { appId, installationId, privateKey } = sandbox.github.app;
  await sidecar.connect('github', { auth: 'app', fields: { appId, installationId, privateKey } });
  const minted = () => apiCalls({ sandbox }).filter((call) => call.endsWith('/access_tokens')).length;
  await sidecar.run('issues_list', { repository });
  expect(minted()).toBe(1);
  await clock.advance(3_600_000);
  await sidecar.run('issues_list', { repository });
  expect(minted()).toBe(2);
  expect(sandbox.requests('github').some(({ response }) => response.status === 401)).toBe(false);
  await clock.advance(600_000);
  sandbox.github.endTokens();
  await sidecar.run('issues_list', { repository });
  expect(minted()).toBe(3);
});

it('says that an installation without a repository is of no use', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, privateKey } = sandbox.github.app;
  const fields = { appId, installationId: '43', privateKey };
  await expect(sidecar.connect('github', { auth: 'app', fields })).rejects.toMatchObject({
    code: 'provider_rejected',
    message: expect.stringContaining('may see no repository'),
    nextAction: expect.stringContaining('at least one repository'),
  });
});

it('gives up a key with the connection: nothing is left to revoke at GitHub', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, installationId, privateKey } = sandbox.github.app;
  await sidecar.connect('github', { auth: 'app', fields: { appId, installationId, privateKey } });
  await expect(sidecar.disconnect('github')).resolves.toMatchObject({ revoked: false });
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({ code: 'not_connected' });
});

it('says that there is no "me" for an app', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, organization, privateKey } = sandbox.github.app;
  await sidecar.connect('github', { auth: 'app', fields: { appId, organization, privateKey } });
  await expect(sidecar.run('issues_list', { repository, assignee: '@me' })).rejects.toMatchObject({
    code: 'not_supported',
    nextAction: 'Give the login of a person.',
  });
});

it('stops when the organisation suspends the app', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, organization, privateKey } = sandbox.github.app;
  await sidecar.connect('github', { auth: 'app', fields: { appId, organization, privateKey } });
  sandbox.github.app.setSuspended(true);
  sandbox.github.endTokens();
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({ code: 'needs_reauth' });
});

it('says what is wrong with the key, the app or the organisation while connecting', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, organization, privateKey } = sandbox.github.app;
  const connect = (change: object) =>
    sidecar.connect('github', { auth: 'app', fields: { appId, organization, privateKey, ...change } });
  // Without the first line of its content it begins in the middle of a number.
  const broken = privateKey.replace(/\n[^\n]+\n/, '\n');
  for (const [change, words] of [
    [{ privateKey: rsaKeys().pkcs8 }, "does not accept the app's key"],
    [{ appId: '1' }, "does not accept the app's key"],
    [{ privateKey: broken }, 'private key of the GitHub App cannot be read'],
    [{ organization: 'nobody' }, 'not installed'],
  ] as const) {
    const failure = await connect(change).catch((error: unknown) => error);
    expect(failure, words).toMatchObject({ integration: 'github', nextAction: expect.any(String) });
    expect(String(Reflect.get(Object(failure), 'message'))).toContain(words);
  }
  expect(await sidecar.status('github')).toMatchObject({ state: 'disconnected' });
});

it.each([
  ['neither organisation nor installation', { organization: undefined }],
  ['a key that is no PEM', { privateKey: 'abc' }],
  ['a public key', { privateKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' }],
  ['an organisation that leads elsewhere', { organization: '../../app' }],
  ['an installation that leads elsewhere', { installationId: '42/../7' }],
])('refuses %s before anything is sent', async (_, change) => {
  const { sandbox, sidecar } = await sandboxGithub();
  const { appId, organization, privateKey } = sandbox.github.app;
  const fields = { appId, organization, privateKey, ...change };
  const connecting = sidecar.connect('github', { auth: 'app', fields: fields as never });
  await expect(connecting).rejects.toMatchObject({ code: 'invalid_input' });
  expect(sandbox.requests('github')).toEqual([]);
});
