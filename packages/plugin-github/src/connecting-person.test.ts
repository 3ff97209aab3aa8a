import { deviceCode } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { expect, it } from 'vitest';
import { apiCalls, runningSandbox, sandboxGithub, sidecarOver } from '../test/sandbox-github.ts';

const repository = 'engine-society/engine';

it('connects a person through a GitHub App, with PKCE and any port of this machine', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const authUrls: string[] = [];
  const open = async (url: string) => {
    authUrls.push(url);
    await fetch(await sandbox.consent(url));
  };
  await sidecar.connect('github', { via: loopback({ open }) });
  expect(new URL(authUrls[0] ?? '').searchParams.get('code_challenge_method')).toBe('S256');
  expect(await sidecar.status('github')).toMatchObject({ state: 'connected', identity: 'ada-sandbox' });
});

it('goes on with a new token when the old one has run out, though the old one dies with the refresh', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const connection = sidecar.connection('github');
  const before = await connection.getAccessToken();
  sandbox.github.expireAccessTokens();
  const calls = [1, 2, 3].map((number) => sidecar.run('issue_read', { repository, number }));
  await expect(Promise.all(calls)).resolves.toHaveLength(3);
  const [, ...refreshes] = sandbox.github.tokenRequests();
  expect(refreshes).toMatchObject([{ grantType: 'refresh_token', status: 200 }]);
  expect(await connection.getAccessToken()).not.toBe(before);
  const headers = { authorization: `Bearer ${before}` };
  expect((await fetch(`${sandbox.github.apiUrl}/user`, { headers })).status).toBe(401);
});

it('wants a new sign-in after the person has taken the authorization back', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  sandbox.github.revokeGrants();
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({
    code: 'needs_reauth',
    nextAction: expect.any(String),
  });
  expect(sandbox.github.tokenRequests().at(-1)).toMatchObject({ status: 200, error: 'bad_refresh_token' });
  await connectPerson();
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
});

it('connects an OAuth App, whose tokens have scopes and no end', async () => {
  const sandbox = await runningSandbox();
  const { sidecar, connectPerson } = sidecarOver(sandbox, { client: sandbox.github.oauthAppClient });
  await connectPerson();
  await expect(sidecar.run('issues_list', { repository })).resolves.toHaveProperty('issues');
  sandbox.github.revokeGrants();
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({ code: 'needs_reauth' });
  expect(sandbox.github.tokenRequests()).toHaveLength(1);
});

it('lets an OAuth App ask for public repositories alone, and says which scope a tool lacks', async () => {
  const sandbox = await runningSandbox();
  const client = sandbox.github.oauthAppClient;
  const { sidecar, connectPerson } = sidecarOver(sandbox, { client, scopes: ['public_repo'] });
  await connectPerson();
  const opened = sidecar.run('issue_create', { repository: 'engine-society/website', title: 'Hello' });
  await expect(opened).resolves.toMatchObject({ number: 1 });
  await expect(sidecar.run('issues_list', { repository })).rejects.toMatchObject({ code: 'not_found' });
  const started = sidecar.run('workflow_dispatch', { repository, workflow: 'Release' });
  await expect(started).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: expect.stringContaining('repo'),
  });
});

it('says which permission a GitHub App lacks where it is not installed', async () => {
  const { sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const read = sidecar.run('file_read', { repository: 'grace-sandbox/compiler', path: 'README.md' });
  await expect(read).resolves.toHaveProperty('text');
  const opened = sidecar.run('issue_create', { repository: 'grace-sandbox/compiler', title: 'Hello' });
  await expect(opened).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: expect.stringContaining('issues=write'),
    nextAction: expect.stringContaining('issues=write'),
  });
  await expect(sidecar.run('issues_list', { repository: 'ada-sandbox/diary' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('connects by a code that is typed elsewhere, without a secret, and renews without one', async () => {
  const sandbox = await runningSandbox();
  const client = sandbox.github.publicClient;
  const { sidecar } = sidecarOver(sandbox, client ? { client } : {});
  const via = deviceCode({
    show: ({ userCode, verificationUri }) => {
      expect(verificationUri).toBe(`${sandbox.github.apiUrl}/login/device`);
      return sandbox.approveDevice(userCode, 'github', { login: 'grace@sandbox.example' });
    },
  });
  await sidecar.connect('github', { via });
  expect(await sidecar.status('github')).toMatchObject({ identity: 'grace-sandbox' });
  sandbox.github.expireAccessTokens();
  await expect(sidecar.run('repositories_list', {})).resolves.toHaveProperty('repositories');
  expect(sandbox.github.tokenRequests().at(-1)).toMatchObject({ grantType: 'refresh_token', status: 200 });
  const { revoked, manualUrl } = await sidecar.disconnect('github');
  expect([revoked, manualUrl]).toEqual([false, `${sandbox.github.apiUrl}/settings/applications`]);
});

it('says that a person has said no, on the device and in the browser', async () => {
  const { sandbox, sidecar } = await sandboxGithub();
  const via = deviceCode({
    show: ({ userCode }) => sandbox.approveDevice(userCode, 'github', { deny: true }),
  });
  await expect(sidecar.connect('github', { via })).rejects.toMatchObject({ code: 'authorization_denied' });
  const open = async (url: string) => {
    await fetch(await sandbox.consent(url, { deny: true }));
  };
  await expect(sidecar.connect('github', { via: loopback({ open }) })).rejects.toMatchObject({
    code: 'authorization_denied',
  });
});

it('names the setting that is wrong when GitHub does not know the client', async () => {
  const sandbox = await runningSandbox();
  const client = { id: sandbox.github.client.id, secret: 'another secret' };
  const { connectPerson } = sidecarOver(sandbox, { client });
  await expect(connectPerson()).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('GitHub'),
  });
});

it('ends the whole authorization with Basic when it is disconnected', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  const token = await sidecar.connection('github').getAccessToken();
  await expect(sidecar.disconnect('github')).resolves.toMatchObject({ revoked: true });
  expect(apiCalls({ sandbox }).at(-1)).toBe(`DELETE /applications/${sandbox.github.client.id}/grant`);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${sandbox.github.apiUrl}/user`, { headers })).status).toBe(401);
});

it('says where a person can do it when GitHub does not confirm the end', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  sandbox.faults.set({
    service: 'github',
    on: 'api',
    kind: 'status',
    status: 500,
    path: 'DELETE /applications',
  });
  await expect(sidecar.disconnect('github')).resolves.toMatchObject({
    revoked: false,
    manualUrl: expect.stringContaining('/settings/applications'),
  });
});

it('keeps a connection when somebody else signs in in its place, and takes them as another account', async () => {
  const { sandbox, sidecar, connectPerson } = await sandboxGithub();
  await connectPerson();
  await expect(connectPerson('grace@sandbox.example')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('grace-sandbox'),
  });
  expect(await sidecar.status('github')).toMatchObject({ identity: 'ada-sandbox' });
  const open = async (url: string) => {
    await fetch(await sandbox.consent(url, { login: 'grace@sandbox.example' }));
  };
  await sidecar.connect('github', { via: loopback({ open }), account: 'grace' });
  const query = { kind: 'issues', query: 'author:@me' } as const;
  const { results } = await sidecar.run('search', query, { account: 'grace' });
  expect(results).toMatchObject([{ author: 'grace-sandbox' }]);
});

it('says which credentials to check when the redirect is tried without a secret, and stores nothing', async () => {
  const sandbox = await runningSandbox();
  const { id } = sandbox.github.client;
  const { sidecar, connectPerson } = sidecarOver(sandbox, { client: { id } });
  await expect(connectPerson()).rejects.toMatchObject({
    code: 'not_configured',
    message: 'GitHub refused the OAuth client (incorrect_client_credentials).',
    nextAction: expect.stringContaining('GITHUB_CLIENT_SECRET'),
  });
  expect(await sidecar.status('github')).toMatchObject({ state: 'disconnected' });
});
