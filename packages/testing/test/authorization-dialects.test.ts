import {
  createSidecar,
  existingGrant,
  type IntegrationPlugin,
  memoryStore,
  type OAuth2Options,
  oauth2,
  systemClock,
} from '@sidecar/core';
import {
  type AuthorizationDialect,
  authorizationDialects,
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
} from '@sidecar/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refreshPlugin } from '../src/store-suite/refresh-plugin.ts';
import { tokenClient } from './token-client.ts';

type DialectName = keyof typeof authorizationDialects;
type OAuthFacts = Partial<OAuth2Options>;

const redirectUri = 'https://app.example/callback';

async function start(name: DialectName) {
  const dialect: AuthorizationDialect = authorizationDialects[name];
  const server = await fakeAuthorizationServer({ dialect, redirectUris: [redirectUri] });
  onTestFinished(() => server.close());
  const client = tokenClient(server, dialect);
  const connect = async (parameters: Readonly<Record<string, string>> = {}) => {
    const url = client.authorizationUrl(redirectUri, { ...dialect.authorizationParameters, ...parameters });
    return (await client.exchange(await server.consent(url), redirectUri)).body;
  };
  return { server, client, connect };
}

/** What a dead refresh token and an unknown client are answered, from the documentation of each provider. */
const refusals: Readonly<Record<DialectName, readonly [dead: [number, string], client: [number, string]]>> = {
  standard: [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ],
  atlassian: [
    [403, 'invalid_grant'],
    [401, 'invalid_client'],
  ],
  github: [
    [200, 'bad_refresh_token'],
    [200, 'incorrect_client_credentials'],
  ],
  gitlab: [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ],
  google: [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ],
  notion: [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ],
  slack: [
    [200, 'invalid_refresh_token'],
    [200, 'bad_client_secret'],
  ],
  x: [
    [400, 'invalid_request'],
    [401, 'unauthorized_client'],
  ],
};

const names = Object.keys(refusals) as DialectName[];

it.each(names)('refuses in the words of %s', async (name) => {
  const [dead, unknown] = refusals[name];
  const { server, client } = await start(name);
  const refused = await client.refresh('what was never issued');
  expect([refused.status, refused.body.error]).toEqual(dead);
  const stranger = tokenClient(
    { ...server, tokenUrl: server.tokenUrl, client: { id: 'stranger', secret: 'guessed' } },
    authorizationDialects[name],
  );
  const answer = await stranger.refresh(server.issue().refreshToken);
  expect([answer.status, answer.body.error]).toEqual(unknown);
});

it.each(names.filter((name) => name !== 'google'))('rotates and detects reuse as %s', async (name) => {
  const { server, client } = await start(name);
  const { refreshToken, grantId, accessToken } = server.issue();
  const { body } = await client.refresh(refreshToken);
  expect(body.refresh_token).not.toBe(refreshToken);
  expect(server.isLive(String(body.access_token))).toBe(true);
  expect(server.isLive(accessToken)).toBe(!authorizationDialects[name].refreshEndsAccessToken);
  await client.refresh(refreshToken);
  expect(server.isGrantAlive(grantId)).toBe(false);
});

describe('google', () => {
  it('gives one refresh token for long, at the first consent or when it is asked anew, and only offline', async () => {
    const { server, client, connect } = await start('google');
    expect(await connect()).not.toHaveProperty('refresh_token');
    server.person = 'grace';
    const { refresh_token: first } = await connect({ access_type: 'offline' });
    expect(first).toEqual(expect.any(String));
    expect(await connect({ access_type: 'offline' })).not.toHaveProperty('refresh_token');
    expect(await connect({ access_type: 'offline', prompt: 'consent' })).toHaveProperty('refresh_token');
    for (const _time of [1, 2]) {
      const { status, body } = await client.refresh(first);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('refresh_token');
    }
  });
});

it.each([
  ['x', 'offline.access'],
  ['atlassian', 'offline_access'],
] as const)('%s gives a refresh token only with the scope %s', async (name, scope) => {
  const { connect } = await start(name);
  expect(await connect({ scope: 'read' })).not.toHaveProperty('refresh_token');
  expect(await connect({ scope: `read ${scope}` })).toHaveProperty('refresh_token');
});

describe('slack', () => {
  it("gives a bot's and a user's token, and renews each on its own", async () => {
    const { server, client, connect } = await start('slack');
    const body = await connect({ scope: 'chat:write,channels:read' });
    const user = body.authed_user as Readonly<Record<string, string>>;
    expect(body).toMatchObject({ ok: true, token_type: 'bot', scope: 'chat:write,channels:read' });
    expect(user).toMatchObject({ id: 'ada', token_type: 'user' });
    const renewed = (await client.refresh(user.refresh_token)).body;
    expect(renewed).toMatchObject({ ok: true, token_type: 'user' });
    expect(renewed).not.toHaveProperty('authed_user');
    expect((await client.refresh(body.refresh_token)).body).toMatchObject({ ok: true, token_type: 'bot' });
    expect(server.isLive(String(renewed.access_token))).toBe(true);
  });
});

it('gitlab wants the redirect URI again at a refresh', async () => {
  const { client, connect } = await start('gitlab');
  const { refresh_token: token } = await connect();
  expect((await client.refresh(token)).body).toEqual({ error: 'invalid_grant' });
  expect((await client.refresh(token, { redirect_uri: redirectUri })).status).toBe(200);
});

it('github answers a form to whoever does not ask for JSON', async () => {
  const { server } = await start('github');
  const { id = '', secret = '' } = server.client;
  const body = new URLSearchParams({ client_id: id, client_secret: secret, grant_type: 'refresh_token' });
  const response = await fetch(server.tokenUrl, { method: 'POST', body });
  expect(response.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  expect(new URLSearchParams(await response.text()).get('error')).toBe('bad_refresh_token');
});

it('notion takes JSON only, and wants to know whose workspace it is', async () => {
  const { server, client, connect } = await start('notion');
  await expect(server.consent(client.authorizationUrl(redirectUri))).rejects.toThrow('owner');
  const body = await connect();
  expect(body).toMatchObject({ workspace_name: 'Test' });
  expect(body).not.toHaveProperty('expires_in');
  const form = tokenClient(server, { ...authorizationDialects.notion, requestFormat: 'form' });
  expect((await form.refresh(body.refresh_token)).status).toBe(400);
  expect((await client.refresh(body.refresh_token)).status).toBe(200);
});

/** What a plugin says of each provider, as far as it differs from the standard. */
const facts: Readonly<Record<DialectName, OAuthFacts>> = {
  standard: {},
  atlassian: { clientAuth: 'client_secret_post', pkce: 'none', finalRefreshErrors: [{ status: 403 }] },
  github: { clientAuth: 'client_secret_post', finalRefreshErrors: ['bad_refresh_token'] },
  gitlab: { refreshParams: ['redirect_uri'] },
  google: { clientAuth: 'client_secret_post', rotation: 'never' },
  notion: { tokenRequestFormat: 'json', pkce: 'none' },
  slack: { finalRefreshErrors: ['invalid_refresh_token'], pkce: 'none', scopeSeparator: ',' },
  x: { finalRefreshErrors: [{ status: 400, error: 'invalid_request' }] },
};

function pluginOf(server: FakeAuthorizationServer, own: OAuthFacts) {
  const plugin = refreshPlugin(server);
  const oauth = oauth2({ ...plugin.auth.oauth, getClient: () => server.client, ...own });
  return { ...plugin, auth: { oauth } } satisfies IntegrationPlugin;
}

it.each(names)('core connects, refreshes and notices a revocation in the dialect of %s', async (name) => {
  const { server } = await start(name);
  const plugins = [pluginOf(server, facts[name])];
  const store = memoryStore();
  let now = Date.now();
  const clock = { ...systemClock, now: () => now };
  const sidecar = createSidecar({ plugins, store, clock });
  const { refreshToken, grantId } = server.issue();
  await sidecar.connect('notes', { via: existingGrant({ refreshToken }) });
  const connection = sidecar.connection('notes');
  const first = await connection.getAccessToken();
  expect(server.isLive(first)).toBe(true);
  // Notion does not say when its tokens expire, so nothing is refreshed until one is refused.
  if (name === 'notion') return;
  now += authorizationDialects[name].lifetimeSeconds * 1000;
  const second = await connection.getAccessToken();
  expect(second).not.toBe(first);
  expect(server.isLive(second)).toBe(true);
  server.revokeGrant(grantId);
  now += authorizationDialects[name].lifetimeSeconds * 1000;
  await expect(connection.getAccessToken()).rejects.toMatchObject({ code: 'needs_reauth' });
});
