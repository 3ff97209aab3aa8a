import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiOf, authorization, connect, exchange, redirectUris, refresh, tokenCall } from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.google.revokeGrants());

const readonly = 'https://www.googleapis.com/auth/gmail.readonly';
const send = 'https://www.googleapis.com/auth/gmail.send';
const profile = async (token: string) =>
  (await apiOf(sandbox.google, token)('/gmail/v1/users/me/profile')).status;

describe('authorization', () => {
  test('ends at the callback with code, state and issuer, and Google-like tokens for the code', async () => {
    const { url, verifier } = authorization(sandbox.google, 'google');
    const callback = new URL(await sandbox.consent(url));
    expect(callback.origin + callback.pathname).toBe(redirectUris.google);
    expect(callback.searchParams.get('state')).toBe('state-1');
    expect(callback.searchParams.get('iss')).toBe(sandbox.google.issuer);
    const { status, body, headers } = await exchange(sandbox.google, 'google', {
      callback: callback.href,
      verifier,
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 3599,
      scope: 'https://mail.google.com/',
      token_type: 'Bearer',
    });
  });

  test.each([
    'http://127.0.0.1:1/callback/gmail',
    'http://127.0.0.1:65000/anything/else',
    'http://[::1]:4000/callback',
    'http://localhost:3000/oauth2callback',
  ])('takes the loopback redirect %s, as Google does for desktop apps', async (redirectUri) => {
    const { url } = authorization(sandbox.google, 'google', { redirect_uri: redirectUri });
    expect((await sandbox.consent(url)).startsWith(redirectUri)).toBe(true);
  });

  test.each([
    'https://evil.example/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://evil.example@127.0.0.1/callback',
    'http://192.168.0.1/callback',
    'https://127.0.0.1/callback',
    'urn:ietf:wg:oauth:2.0:oob',
  ])('refuses the redirect %s on a page of its own', async (redirectUri) => {
    const { url } = authorization(sandbox.google, 'google', { redirect_uri: redirectUri });
    await expect(sandbox.consent(url)).rejects.toThrow(/invalid_redirect_uri|redirect_uri/);
  });

  test('refuses an unknown client and an unknown scope on a page of its own', async () => {
    const stranger = authorization(sandbox.google, 'google', { client_id: 'nobody' });
    await expect(sandbox.consent(stranger.url)).rejects.toThrow(/invalid_client/);
    const greedy = authorization(sandbox.google, 'google', { scope: `${readonly} gmail.everything` });
    await expect(sandbox.consent(greedy.url)).rejects.toThrow(/invalid_scope/);
  });

  test('tells the app when the person says no', async () => {
    const { url } = authorization(sandbox.google, 'google');
    const callback = new URL(await sandbox.consent(url, { deny: true }));
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('state')).toBe('state-1');
    expect(callback.searchParams.has('code')).toBe(false);
  });

  test('grants only the scopes that the person left ticked', async () => {
    const tokens = await connect(sandbox, 'google', {
      change: { scope: `${readonly} ${send}` },
      scopes: [readonly],
    });
    expect(tokens.scope).toBe(readonly);
    const api = apiOf(sandbox.google, tokens.access_token);
    const answer = await api('/gmail/v1/users/me/messages/send', { method: 'POST', body: {} });
    expect(answer.status).toBe(403);
  });

  test('shows an account page at every request, though the person was there before', async () => {
    const prompt = authorization(sandbox.google, 'google', { prompt: 'none' });
    const callback = new URL(await sandbox.consent(prompt.url));
    expect(callback.searchParams.get('error')).toBe('login_required');
  });

  test.each(['select_account', 'consent select_account', 'login'])('takes prompt=%s', async (prompt) => {
    expect((await connect(sandbox, 'google', { change: { prompt } })).access_token).toBeTruthy();
  });
});

describe('token endpoint', () => {
  test('gives a refresh token only for offline access, and then only at the first consent unless asked to prompt', async () => {
    expect(await connect(sandbox, 'google', { change: { access_type: null } })).not.toHaveProperty(
      'refresh_token',
    );
    expect(await connect(sandbox, 'google', { change: { prompt: null } })).toHaveProperty('refresh_token');
    expect(await connect(sandbox, 'google', { change: { prompt: null } })).not.toHaveProperty(
      'refresh_token',
    );
    expect(await connect(sandbox, 'google')).toHaveProperty('refresh_token');
  });

  test('refreshes again and again with one refresh token and answers no new one', async () => {
    const first = await connect(sandbox, 'google');
    for (const round of [1, 2]) {
      const { status, body } = await refresh(sandbox.google, 'google', first.refresh_token);
      expect([round, status]).toEqual([round, 200]);
      expect(body).not.toHaveProperty('refresh_token');
      expect(await profile(body.access_token)).toBe(200);
    }
  });

  test('refuses a wrong secret with 401 and leaves the grant alone', async () => {
    const { refresh_token = '' } = await connect(sandbox, 'google');
    const form = { grant_type: 'refresh_token', refresh_token };
    const { status, body } = await tokenCall(sandbox.google, 'google', { ...form, client_secret: 'wrong' });
    expect([status, body]).toEqual([401, { error: 'invalid_client', error_description: 'Unauthorized' }]);
    expect((await refresh(sandbox.google, 'google', refresh_token)).status).toBe(200);
  });

  test('refuses a code the second time, and with the wrong verifier', async () => {
    const used = authorization(sandbox.google, 'google');
    const callback = await sandbox.consent(used.url);
    expect((await exchange(sandbox.google, 'google', { callback, verifier: used.verifier })).status).toBe(
      200,
    );
    const again = await exchange(sandbox.google, 'google', { callback, verifier: used.verifier });
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
    const other = authorization(sandbox.google, 'google');
    const stolen = { callback: await sandbox.consent(other.url), verifier: used.verifier };
    const wrong = await exchange(sandbox.google, 'google', stolen);
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant']);
  });

  test('says "expired or revoked" to a refresh token that it does not know', async () => {
    const { status, body } = await refresh(sandbox.google, 'google', 'unknown');
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
  });

  test('counts what arrives, without noting any token', async () => {
    const before = sandbox.google.tokenRequests().length;
    await connect(sandbox, 'google');
    await refresh(sandbox.google, 'google', 'unknown');
    const log = sandbox.google.tokenRequests().slice(before);
    expect(log).toMatchObject([
      { grantType: 'authorization_code', status: 200 },
      { grantType: 'refresh_token', status: 400, error: 'invalid_grant' },
    ]);
    expect(JSON.stringify(log)).not.toContain('unknown');
  });
});

describe('revocation', () => {
  const revoke = (token: string) =>
    fetch(sandbox.google.revocationUrl, { method: 'POST', body: new URLSearchParams({ token }) });

  test('of any token ends every grant of that person and client, and nobody else’s', async () => {
    const [first, second] = [await connect(sandbox, 'google'), await connect(sandbox, 'google')];
    const grace = await connect(sandbox, 'google', { login: 'grace@sandbox.example' });
    expect((await revoke(first.access_token)).status).toBe(200);
    expect(await profile(first.access_token)).toBe(401);
    expect(await profile(second.access_token)).toBe(401);
    expect((await refresh(sandbox.google, 'google', second.refresh_token)).body.error).toBe('invalid_grant');
    expect(await profile(grace.access_token)).toBe(200);
    expect((await refresh(sandbox.google, 'google', grace.refresh_token)).status).toBe(200);
  });

  test('of an unknown token is an error', async () => {
    const answer = await revoke('unknown');
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_token' }]);
  });

  test('by the person at Google ends it too, and access tokens can be made to expire', async () => {
    const tokens = await connect(sandbox, 'google');
    sandbox.google.expireAccessTokens('ada@sandbox.example');
    expect(await profile(tokens.access_token)).toBe(401);
    const renewed = await refresh(sandbox.google, 'google', tokens.refresh_token);
    expect(await profile(renewed.body.access_token)).toBe(200);
    sandbox.google.revokeGrants('ada@sandbox.example');
    expect(await profile(renewed.body.access_token)).toBe(401);
    expect((await refresh(sandbox.google, 'google', tokens.refresh_token)).status).toBe(400);
  });
});

describe('device flow', () => {
  const start = async () => {
    const form = {
      client_id: sandbox.google.client.id,
      client_secret: sandbox.google.client.secret,
      scope: readonly,
    };
    const response = await fetch(sandbox.google.deviceAuthorizationUrl ?? '', {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return (await response.json()) as { device_code: string; user_code: string; verification_url: string };
  };
  const poll = (device_code: string) =>
    tokenCall(sandbox.google, 'google', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code,
    });

  test('is pending until the person has typed the code, then answers tokens once', async () => {
    const { device_code, user_code, verification_url } = await start();
    expect(verification_url).toBe(`${sandbox.google.issuer}/device`);
    const pending = await poll(device_code);
    expect([pending.status, pending.body.error]).toEqual([428, 'authorization_pending']);
    await sandbox.approveDevice(user_code, 'google', { login: 'grace@sandbox.example' });
    const { status, body } = await poll(device_code);
    expect([status, body.scope, typeof body.refresh_token]).toEqual([200, readonly, 'string']);
    const answer = await apiOf(sandbox.google, body.access_token)('/gmail/v1/users/me/profile');
    expect(answer.body.emailAddress).toBe('grace@sandbox.example');
    expect((await poll(device_code)).body.error).toBe('invalid_grant');
  });

  test('tells the device when the person says no', async () => {
    const { device_code, user_code } = await start();
    await sandbox.approveDevice(user_code, 'google', { deny: true });
    const { status, body } = await poll(device_code);
    expect([status, body.error]).toEqual([403, 'access_denied']);
  });

  test('knows no other code, and X has no such flow', async () => {
    await expect(sandbox.approveDevice('AAAA-BBBB', 'google')).rejects.toThrow(/not known here/);
    await expect(sandbox.approveDevice('AAAA-BBBB', 'x')).rejects.toThrow('X has no device flow.');
  });
});
