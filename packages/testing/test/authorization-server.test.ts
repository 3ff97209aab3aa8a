import {
  authorizationDialects,
  type FakeAuthorizationServerOptions,
  fakeAuthorizationServer,
} from '@sidecar/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tokenClient } from './token-client.ts';

const { standard } = authorizationDialects;
const redirectUri = 'https://app.example/callback';

async function start(options: FakeAuthorizationServerOptions = {}) {
  const server = await fakeAuthorizationServer({ redirectUris: [redirectUri], ...options });
  onTestFinished(() => server.close());
  return { server, client: tokenClient(server, options.dialect ?? standard) };
}

describe('consent', () => {
  it('leads to tokens of the person who gave it, for a client that proves it began', async () => {
    const { server, client } = await start();
    server.person = 'grace';
    const callback = await server.consent(client.authorizationUrl(redirectUri, { scope: 'read write' }));
    expect(new URL(callback).searchParams.get('state')).toBe('of the client');
    const { status, body } = await client.exchange(callback, redirectUri);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'read write' });
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(await (await fetch(server.apiUrl, { headers })).json()).toEqual({
      id: 'grace',
      label: 'grace@example.com',
    });
    expect((await fetch(server.apiUrl)).status).toBe(401);
  });

  it.each([
    ['a redirect URI that is not registered', { redirect_uri: `${redirectUri}/` }, /redirect URI/],
    ['another client', { client_id: 'another' }, /not registered/],
    ['another kind of answer', { response_type: 'token' }, /response_type/],
    ['a plain code challenge', { code_challenge_method: 'plain' }, /S256/],
    ['a code challenge that is no hash', { code_challenge: 'verifier' }, /SHA-256/],
  ])('is not asked for by %s', async (_name, parameters, problem) => {
    const { server, client } = await start();
    await expect(server.consent(client.authorizationUrl(redirectUri, parameters))).rejects.toThrow(problem);
  });

  it('may be sent back to any port of a loopback address, to no other path, and to a fixed port where the provider says so', async () => {
    const registered = { redirectUris: ['http://127.0.0.1/callback'] };
    const { server, client } = await start(registered);
    const consent = (uri: string) => server.consent(client.authorizationUrl(uri));
    expect(await consent('http://127.0.0.1:4321/callback')).toMatch(
      /^http:\/\/127\.0\.0\.1:4321\/callback\?/,
    );
    await expect(consent('http://127.0.0.1:4321/other')).rejects.toThrow('redirect URI');
    await expect(consent('http://localhost:4321/callback')).rejects.toThrow('redirect URI');
    await expect(consent('http://127.0.0.1.example/callback')).rejects.toThrow('redirect URI');
    const fixed = await start({ ...registered, dialect: { ...standard, loopbackPort: 'fixed' } });
    await expect(
      fixed.server.consent(fixed.client.authorizationUrl('http://127.0.0.1:4321/callback')),
    ).rejects.toThrow('redirect URI');
  });

  it('can be refused', async () => {
    const { server, client } = await start();
    server.decision = { error: 'access_denied' };
    const callback = new URL(await server.consent(client.authorizationUrl(redirectUri)));
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      state: 'of the client',
      error: 'access_denied',
    });
  });
});

describe('a code', () => {
  it('is refused with another redirect URI, another verifier, or none', async () => {
    const { server, client } = await start();
    const stranger = tokenClient(server, standard);
    const unproven = tokenClient(server, { ...standard, pkce: 'none' });
    const callback = await server.consent(client.authorizationUrl(redirectUri));
    const refused = { status: 400, body: { error: 'invalid_grant' } };
    expect(await client.exchange(callback, `${redirectUri}2`)).toEqual(refused);
    expect(await stranger.exchange(callback, redirectUri)).toEqual(refused);
    expect(await unproven.exchange(callback, redirectUri)).toEqual(refused);
    expect((await client.exchange(callback, redirectUri)).status).toBe(200);
  });

  it('that comes twice ends what it was exchanged for', async () => {
    const { server, client } = await start();
    const callback = await server.consent(client.authorizationUrl(redirectUri));
    const { body } = await client.exchange(callback, redirectUri);
    expect(server.isLive(String(body.access_token))).toBe(true);
    expect((await client.exchange(callback, redirectUri)).status).toBe(400);
    expect(server.isLive(String(body.access_token))).toBe(false);
  });
});

describe('a refresh token', () => {
  it('works once; when it comes again the whole grant ends', async () => {
    const { server, client } = await start();
    const { refreshToken, accessToken, grantId } = server.issue();
    const { body } = await client.refresh(refreshToken);
    expect(server.isLive(String(body.access_token))).toBe(true);
    expect(server.isLive(accessToken)).toBe(true);
    expect(await client.refresh(refreshToken)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
    expect(server.isGrantAlive(grantId)).toBe(false);
    expect(server.isLive(String(body.access_token))).toBe(false);
    expect((await client.refresh(body.refresh_token)).status).toBe(400);
  });

  it('is answered as before for as long as the provider is patient', async () => {
    let now = 1_000_000;
    const { server, client } = await start({ graceMs: 10_000, now: () => now });
    const { refreshToken, grantId } = server.issue();
    const first = await client.refresh(refreshToken);
    now += 9_999;
    expect(await client.refresh(refreshToken)).toEqual(first);
    now += 1;
    expect((await client.refresh(refreshToken)).status).toBe(400);
    expect(server.isGrantAlive(grantId)).toBe(false);
  });

  it('needs its client', async () => {
    const client = { id: 'app', secret: 'of the app' };
    const { server } = await start({ client });
    const { refreshToken } = server.issue();
    const wrong = tokenClient(
      { ...server, tokenUrl: server.tokenUrl, client: { ...client, secret: 'guessed' } },
      standard,
    );
    const refused = { status: 401, body: { error: 'invalid_client' } };
    expect(await wrong.refresh(refreshToken)).toEqual(refused);
    const inBody = tokenClient(server, { ...standard, clientAuthentication: 'post' });
    expect(await inBody.refresh(refreshToken)).toEqual(refused);
    expect((await tokenClient(server, standard).refresh(refreshToken)).status).toBe(200);
  });
});

it('lets access tokens expire and people revoke', async () => {
  let now = 1_000_000;
  const { server } = await start({ now: () => now });
  server.lifetimeSeconds = 60;
  const first = server.issue();
  now += 59_999;
  expect(server.isLive(first.accessToken)).toBe(true);
  now += 1;
  expect(server.isLive(first.accessToken)).toBe(false);
  const second = server.issue();
  server.revokeGrant(second.grantId);
  expect([server.isLive(second.accessToken), server.isGrantAlive(second.grantId)]).toEqual([false, false]);
});

it.each([
  ['token', true],
  ['grant', false],
] as const)('ends a %s when a client revokes', async (revocation, isGrantAlive) => {
  const { server } = await start({ dialect: { ...standard, revocation } });
  const { refreshToken, accessToken, grantId } = server.issue();
  const body = new URLSearchParams({ client_id: server.client.id, token: refreshToken });
  expect((await fetch(server.revocationUrl, { method: 'POST', body })).status).toBe(200);
  expect(server.revoked).toEqual([refreshToken]);
  expect([server.isLive(accessToken), server.isGrantAlive(grantId)]).toEqual([false, isGrantAlive]);
});

it('grants a device what a person has allowed with the code that it shows, once', async () => {
  const { server, client } = await start();
  const body = new URLSearchParams({ client_id: server.client.id, scope: 'read' });
  const begun = await (await fetch(server.deviceAuthorizationUrl, { method: 'POST', body })).json();
  const poll = () =>
    client.ask({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: begun.device_code,
    });
  expect(await poll()).toEqual({ status: 400, body: { error: 'authorization_pending' } });
  expect(() => server.decideDevice('WRONG', 'allowed')).toThrow('No device');
  server.decideDevice(begun.user_code, 'access_denied');
  expect((await poll()).body).toEqual({ error: 'access_denied' });
  server.decideDevice(begun.user_code, 'allowed');
  expect((await poll()).body).toMatchObject({ scope: 'read', refresh_token: expect.any(String) });
  expect((await poll()).body).toEqual({ error: 'invalid_grant' });
});

describe('on demand the token endpoint', () => {
  it('answers what it is told, so many times, and tells nothing to the ledger', async () => {
    const { server, client } = await start();
    const { refreshToken } = server.issue();
    server.fail({ status: 503, body: '{"error":"busy"}', headers: { 'retry-after': '7' } }, { times: 2 });
    for (const _time of [1, 2])
      expect(await client.refresh(refreshToken)).toEqual({ status: 503, body: { error: 'busy' } });
    expect((await client.refresh(refreshToken)).status).toBe(200);
    expect(server.requests).toHaveLength(3);
    expect(server.requests[0]).toMatchObject({
      grantType: 'refresh_token',
      parameters: { refresh_token: refreshToken },
    });
  });

  it.each(['cut', 'hang'] as const)('does not take in a request (%s)', async (fault) => {
    const { server, client } = await start();
    const { refreshToken } = server.issue();
    server.fail(fault);
    const failing = client.refresh(refreshToken).catch(() => 'no answer');
    await server.arrived(1);
    server.recover();
    expect(await failing).toBe('no answer');
    expect((await client.refresh(refreshToken)).status).toBe(200);
  });

  it.each(['lost', 'html', 'garbage'] as const)('rotates and does not say so (%s)', async (fault) => {
    const { server, client } = await start();
    const { refreshToken, grantId } = server.issue();
    server.fail(fault, { times: 1 });
    await expect(client.refresh(refreshToken)).rejects.toThrow();
    expect((await client.refresh(refreshToken)).status).toBe(400);
    expect(server.isGrantAlive(grantId)).toBe(false);
  });

  it('is slow', async () => {
    const { server, client } = await start();
    const { refreshToken } = server.issue();
    server.fail({ delayMs: 50 });
    const order: string[] = [];
    const slow = client.refresh(refreshToken).then(() => order.push('slow'));
    await server.arrived(1);
    server.recover();
    await client.refresh('unknown').then(() => order.push('quick'));
    await slow;
    expect(order).toEqual(['quick', 'slow']);
  });
});
