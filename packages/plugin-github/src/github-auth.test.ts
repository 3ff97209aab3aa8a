import { inspect } from 'node:util';
import { createSidecar, memoryStore } from '@sidecar/core';
import { expect, it } from 'vitest';
import { github } from './index.ts';

const client = { id: 'Iv1.app', secret: 'secret of the app' };

it('names the environment variable when there is no client id', async () => {
  const plugin = github({ client: () => undefined });
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const redirectUri = 'http://127.0.0.1:8217/callback/github';
  await expect(sidecar.startAuthFlow('github', { redirectUri })).rejects.toMatchObject({
    code: 'not_configured',
    message: expect.stringContaining('GITHUB_CLIENT_ID'),
  });
});

it.each([
  ['https://github.com', 'https://github.com', 'https://api.github.com', 'S256'],
  ['https://acme.ghe.com/', 'https://acme.ghe.com', 'https://api.acme.ghe.com', 'S256'],
  [
    'https://github.acme.example',
    'https://github.acme.example',
    'https://github.acme.example/api/v3',
    'none',
  ],
])('knows the addresses of %s, and whether it takes PKCE', (url, ...[webUrl, apiUrl, pkce]) => {
  const { auth, apiOrigins } = github({ url });
  expect(auth.oauth).toMatchObject({
    authUrl: `${webUrl}/login/oauth/authorize`,
    tokenUrl: `${webUrl}/login/oauth/access_token`,
    deviceAuthorizationUrl: `${webUrl}/login/device/code`,
    revocation: { url: `${apiUrl}/applications`, manualUrl: `${webUrl}/settings/applications` },
    pkce,
  });
  const connection = { integration: 'github', user: 'ada', account: 'default', auth: 'oauth' };
  expect(apiOrigins(connection)).toEqual([new URL(apiUrl).origin]);
});

it('sends a token only to the site that was typed beside it', async () => {
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const { url, headers } = new Request(input, init);
    asked.push(`${headers.get('authorization')} ${url}`);
    return Response.json({ id: 1, login: 'ada' });
  };
  const sidecar = createSidecar({ plugins: [github()], store: memoryStore(), fetch });
  const fields = { token: 'github_pat_own', site: 'https://github.acme.example' };
  await sidecar.connect('github', { auth: 'token', fields });
  const connection = sidecar.connection('github');
  await connection.fetch('https://api.github.com/user').catch(() => undefined);
  expect(asked).toEqual([
    'Bearer github_pat_own https://github.acme.example/api/v3/user',
    'null https://api.github.com/user',
  ]);
});

it.each([
  ['a GitHub App, which says nothing of what it may do', { access_token: 'ghu_a', scope: '' }, undefined],
  ['an OAuth App to which nothing was granted', { access_token: 'gho_a', scope: '' }, []],
  ['an OAuth App', { access_token: 'gho_a', scope: 'repo,read:org' }, ['repo', 'read:org']],
  ['an answer without scopes', { access_token: 'gho_a' }, undefined],
  ['an answer with other scopes', { access_token: 'gho_a', scope: 5 }, 5],
])('reads the scopes of %s', (_, body, scope) => {
  expect(github().auth.oauth.parseTokenResponse?.(body).scope).toEqual(scope);
});

it('ends a grant with Basic, and only where it has a secret and an access token', () => {
  const { revocation } = github().auth.oauth;
  if (typeof revocation !== 'object' || !('request' in revocation)) throw new Error('There is no request.');
  const token = { token: 'ghu_a', kind: 'access_token', client } as const;
  expect(revocation.request?.(token)).toEqual({
    method: 'DELETE',
    url: 'https://api.github.com/applications/Iv1.app/grant',
    headers: expect.objectContaining({ authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` }),
    body: '{"access_token":"ghu_a"}',
  });
  expect(revocation.request?.({ ...token, kind: 'refresh_token' })).toBeUndefined();
  expect(revocation.request?.({ ...token, client: { id: client.id } })).toBeUndefined();
  const strange = { ...token, client: { id: '../../user', secret: 's' } };
  expect(revocation.request?.(strange)?.url).toBe('https://api.github.com/applications/..%2F..%2Fuser/grant');
});

it('shows no client secret when it is printed or serialised', () => {
  const plugin = github({ client });
  expect(inspect(plugin, { depth: 20 })).not.toContain(client.secret);
  expect(JSON.stringify(plugin)).not.toContain(client.secret);
});

it('calls only reading a read, and merging destructive', () => {
  const { tools } = github();
  const named = (effect: string) => tools.filter((tool) => tool.effect === effect).map(({ name }) => name);
  expect(named('destructive')).toEqual(['pull_request_merge']);
  expect(named('write').every((name) => /_(create|update|comment|review|dispatch)$/.test(name))).toBe(true);
  expect(named('read')).toHaveLength(9);
});
