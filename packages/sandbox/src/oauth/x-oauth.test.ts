import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  apiOf,
  authorization,
  connect,
  exchange,
  readAnswer,
  redirectUris,
  refresh,
  tokenCall,
} from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ xRedirectUris: [redirectUris.x, 'https://app.example/callback'] });
});
afterAll(() => sandbox.close());

const me = async (token: string) => (await apiOf(sandbox.x, token)('/2/users/me')).status;

describe('authorization', () => {
  test('answers tokens in X’s words, without an issuer', async () => {
    const { url, verifier } = authorization(sandbox.x, 'x');
    const callback = await sandbox.consent(url);
    expect(new URL(callback).searchParams.has('iss')).toBe(false);
    const { status, body } = await exchange(sandbox.x, 'x', { callback, verifier });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200 });
    expect(body.scope).toContain('offline.access');
    expect(body.refresh_token).toEqual(expect.any(String));
  });

  test('gives no refresh token without offline.access', async () => {
    const tokens = await connect(sandbox, 'x', { change: { scope: 'tweet.read users.read' } });
    expect(tokens).not.toHaveProperty('refresh_token');
  });

  test('takes registered redirect URIs only, to the letter', async () => {
    const registered = authorization(sandbox.x, 'x', { redirect_uri: 'https://app.example/callback' });
    expect(await sandbox.consent(registered.url)).toMatch(/^https:\/\/app\.example\/callback\?code=/);
    for (const redirectUri of [
      'http://127.0.0.1:8712/callback/twitter',
      'http://127.0.0.1:8711/callback/twitter/',
      'http://localhost:8711/callback/twitter',
      'https://app.example/callback?more=1',
    ]) {
      const { url } = authorization(sandbox.x, 'x', { redirect_uri: redirectUri });
      await expect(sandbox.consent(url), redirectUri).rejects.toThrow(/redirect_uri/);
    }
  });

  test('refuses a request without PKCE, and with the plain method', async () => {
    const without = authorization(sandbox.x, 'x', { code_challenge: null, code_challenge_method: null });
    const refused = new URL(await sandbox.consent(without.url));
    expect(refused.searchParams.get('error')).toBe('invalid_request');
    const plain = authorization(sandbox.x, 'x', { code_challenge_method: 'plain' });
    expect(new URL(await sandbox.consent(plain.url)).searchParams.get('error')).toBe('invalid_request');
  });

  test('has no ticks for single scopes', async () => {
    const { url } = authorization(sandbox.x, 'x');
    await expect(sandbox.consent(url, { scopes: ['tweet.read'] })).rejects.toThrow(
      'all requested scopes or none',
    );
  });
});

describe('token endpoint', () => {
  test('rotates the refresh token at each use', async () => {
    const first = await connect(sandbox, 'x');
    const second = await refresh(sandbox.x, 'x', first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const third = await refresh(sandbox.x, 'x', second.body.refresh_token);
    expect(await me(third.body.access_token)).toBe(200);
  });

  test('ends the whole grant when a refresh token comes a second time', async () => {
    const first = await connect(sandbox, 'x');
    const second = await refresh(sandbox.x, 'x', first.refresh_token);
    expect(await me(second.body.access_token)).toBe(200);
    const reused = await refresh(sandbox.x, 'x', first.refresh_token);
    expect([reused.status, reused.body]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
    ]);
    expect((await refresh(sandbox.x, 'x', second.body.refresh_token)).status).toBe(400);
    expect(await me(second.body.access_token)).toBe(401);
  });

  test('lets only one of many refreshes at the same moment through', async () => {
    const { refresh_token } = await connect(sandbox, 'x');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => refresh(sandbox.x, 'x', refresh_token)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('wants Basic from the confidential client: a wrong secret or one in the body is refused', async () => {
    const { refresh_token = '' } = await connect(sandbox, 'x');
    const form = { grant_type: 'refresh_token', refresh_token };
    const wrong = await tokenCall(sandbox.x, 'x', { ...form, client_secret: 'wrong' });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'unauthorized_client']);
    const { id, secret } = sandbox.x.client;
    const body = new URLSearchParams({ ...form, client_id: id, client_secret: secret });
    const posted = await readAnswer(await fetch(sandbox.x.tokenUrl, { method: 'POST', body }));
    expect([posted.status, posted.body.error]).toEqual([401, 'unauthorized_client']);
    expect((await refresh(sandbox.x, 'x', refresh_token)).status).toBe(200);
  });

  test('takes the public client without a secret, and rotates for it too', async () => {
    const clientId = sandbox.x.publicClient?.id ?? '';
    const { url, verifier } = authorization(sandbox.x, 'x', { client_id: clientId });
    const code = new URL(await sandbox.consent(url)).searchParams.get('code') ?? '';
    const post = async (form: Record<string, string>) =>
      readAnswer(
        await fetch(sandbox.x.tokenUrl, {
          method: 'POST',
          body: new URLSearchParams({ client_id: clientId, ...form }),
        }),
      );
    const exchangeForm = { grant_type: 'authorization_code', code, redirect_uri: redirectUris.x };
    const tokens = await post({ ...exchangeForm, code_verifier: verifier });
    expect(tokens.status).toBe(200);
    const renewed = await post({ grant_type: 'refresh_token', refresh_token: tokens.body.refresh_token });
    expect(renewed.body.refresh_token).not.toBe(tokens.body.refresh_token);
  });

  test('knows nothing of Google’s tokens', async () => {
    const google = await connect(sandbox, 'google');
    expect(await me(google.access_token)).toBe(401);
    expect((await refresh(sandbox.x, 'x', google.refresh_token)).status).toBe(400);
  });
});

describe('revocation', () => {
  const revoke = async (token: string, secret = sandbox.x.client.secret) => {
    const basic = Buffer.from(`${sandbox.x.client.id}:${secret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    return readAnswer(
      await fetch(sandbox.x.revocationUrl, { method: 'POST', body: new URLSearchParams({ token }), headers }),
    );
  };

  test('ends the one token that is named', async () => {
    const tokens = await connect(sandbox, 'x');
    expect((await revoke(tokens.access_token)).body).toEqual({ revoked: true });
    expect(await me(tokens.access_token)).toBe(401);
    const renewed = await refresh(sandbox.x, 'x', tokens.refresh_token);
    expect(await me(renewed.body.access_token)).toBe(200);
    await revoke(renewed.body.refresh_token);
    expect((await refresh(sandbox.x, 'x', renewed.body.refresh_token)).status).toBe(400);
    expect(await me(renewed.body.access_token)).toBe(200);
  });

  test('needs the client’s secret', async () => {
    const tokens = await connect(sandbox, 'x');
    expect((await revoke(tokens.access_token, 'wrong')).status).toBe(401);
    expect(await me(tokens.access_token)).toBe(200);
  });
});
