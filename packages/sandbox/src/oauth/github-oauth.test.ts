import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnswer } from '../../test/app.ts';
import { authorizationAt, connectAt, githubOf, tokenCallAt } from '../../test/github.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const me = async (token: string) => (await githubOf(sandbox, token)('GET /user')).status;
const refresh = (refreshToken = '') =>
  tokenCallAt(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken });

describe('authorization', () => {
  test('takes any port of this machine, and paths below the registered one only', async () => {
    for (const uri of ['http://127.0.0.1:1/callback/github', 'http://[::1]:2/callback/github/more'])
      expect(await sandbox.consent(authorizationAt(sandbox, undefined, { redirect_uri: uri }).url)).toContain(
        'code=',
      );
    for (const uri of [
      'http://127.0.0.1:1/callback/githubs',
      'http://127.0.0.1:1/other',
      'https://evil.example/callback/github',
      'http://127.0.0.1@evil.example/callback/github',
    ])
      await expect(
        sandbox.consent(authorizationAt(sandbox, undefined, { redirect_uri: uri }).url),
      ).rejects.toThrow('redirect_uri');
  });

  test('does without PKCE, and holds who uses it to it', async () => {
    const none = authorizationAt(sandbox, undefined, { code_challenge: null, code_challenge_method: null });
    expect(await sandbox.consent(none.url)).toContain('code=');
    const { url } = authorizationAt(sandbox);
    const code = new URL(await sandbox.consent(url)).searchParams.get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'http://127.0.0.1:6006/callback/github',
    };
    const { body } = await tokenCallAt(sandbox, { ...form, code_verifier: 'x'.repeat(43) });
    expect(body).toMatchObject({ error: 'bad_verification_code' });
  });
});

describe('token endpoint', () => {
  test('gives a GitHub App tokens of eight hours without scopes', async () => {
    const tokens = await connectAt(sandbox);
    expect(tokens).toMatchObject({ scope: '', expires_in: 28_800, token_type: 'bearer' });
    expect(tokens).toHaveProperty('refresh_token_expires_in', 15_897_600);
  });

  test('gives an OAuth App a token with scopes, with commas, and without an end', async () => {
    const tokens = await connectAt(sandbox, sandbox.github.oauthAppClient, { scope: 'repo read:org' });
    expect(tokens).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      scope: 'repo,read:org',
    });
  });

  test('answers form text to whoever does not ask for JSON', async () => {
    const { refresh_token } = await connectAt(sandbox);
    const form = { grant_type: 'refresh_token', refresh_token: refresh_token ?? '' };
    const { body, headers } = await tokenCallAt(sandbox, form, { accept: '*/*' });
    expect(headers.get('content-type')).toContain('application/x-www-form-urlencoded');
    expect(new URLSearchParams(body).get('access_token')).toBeTruthy();
  });

  test('ends the old access token with a refresh, and takes each refresh token once', async () => {
    const first = await connectAt(sandbox);
    expect(await me(first.access_token)).toBe(200);
    const second = await refresh(first.refresh_token);
    expect(await me(first.access_token)).toBe(401);
    expect(await me(second.body.access_token)).toBe(200);
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.error]).toEqual([200, 'bad_refresh_token']);
  });

  test.each([
    [{ client_secret: 'wrong' }, 'incorrect_client_credentials'],
    [{ client_id: 'nobody' }, 'incorrect_client_credentials'],
    [{ refresh_token: 'ghr_nothing' }, 'bad_refresh_token'],
    [{ grant_type: 'authorization_code', code: 'nothing' }, 'bad_verification_code'],
  ])('refuses %j with status 200 and %s', async (change, error) => {
    const { refresh_token = '' } = await connectAt(sandbox);
    const answer = await tokenCallAt(sandbox, { grant_type: 'refresh_token', refresh_token, ...change });
    expect([answer.status, answer.body.error]).toEqual([200, error]);
    expect(answer.body).toHaveProperty('error_uri');
  });
});

describe('device flow', () => {
  test('says how it goes with status 200, and needs no secret for an app without one', async () => {
    const client = sandbox.github.publicClient ?? { id: '' };
    const headers = { accept: 'application/json' };
    const asked = await fetch(sandbox.github.deviceAuthorizationUrl ?? '', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ client_id: client.id, scope: 'repo' }),
    });
    const { body: device } = await readAnswer(asked);
    expect(device).toMatchObject({ interval: 5, verification_uri: `${sandbox.github.apiUrl}/login/device` });
    expect(device).not.toHaveProperty('verification_uri_complete');
    const grant = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device.device_code,
    };
    const early = await tokenCallAt(sandbox, grant, { client });
    expect([early.status, early.body.error]).toEqual([200, 'authorization_pending']);
    await sandbox.approveDevice(device.user_code, 'github');
    const granted = await tokenCallAt(sandbox, grant, { client });
    expect(await me(granted.body.access_token)).toBe(200);
    const wrong = await tokenCallAt(sandbox, { ...grant, device_code: 'nothing' }, { client });
    expect(wrong.body.error).toBe('incorrect_device_code');
  });
});

describe('revocation', () => {
  const end = async (what: 'token' | 'grant', token: string, secret = sandbox.github.client.secret) => {
    const { id } = sandbox.github.client;
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const call = githubOf(sandbox, '');
    const headers = { authorization, 'user-agent': 'test' };
    return (await call(`DELETE /applications/${id}/${what}`, { access_token: token }, headers)).status;
  };

  test('ends one token, or everything of that person and app', async () => {
    const [one, other] = [await connectAt(sandbox), await connectAt(sandbox)];
    expect(await end('token', one.access_token)).toBe(204);
    expect([await me(one.access_token), await me(other.access_token)]).toEqual([401, 200]);
    expect(await end('grant', other.access_token)).toBe(204);
    expect(await me(other.access_token)).toBe(401);
    expect((await refresh(one.refresh_token)).body.error).toBe('bad_refresh_token');
  });

  test('needs the right secret, and a token of that app', async () => {
    const { access_token: token } = await connectAt(sandbox);
    const { access_token: foreign } = await connectAt(sandbox, sandbox.github.oauthAppClient);
    expect(await end('grant', token, 'wrong')).toBe(404);
    expect(await end('grant', foreign)).toBe(404);
    expect(await end('grant', 'nothing')).toBe(404);
    expect([await me(token), await me(foreign)]).toEqual([200, 200]);
  });
});
