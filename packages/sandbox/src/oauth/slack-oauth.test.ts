import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  connectSlack,
  slackAuthorization,
  slackBotScopes,
  slackCaller,
  slackTokens,
} from '../../test/slack.ts';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const works = async (token: string) => (await slackCaller(sandbox, token)('auth.test')).body.ok;
const refreshed = (refreshToken: string) =>
  slackTokens(sandbox, { grant_type: 'refresh_token', refresh_token: refreshToken });

describe('authorization at Slack', () => {
  test('gives tokens of bot and person in one answer, scopes separated by commas', async () => {
    const tokens = await connectSlack(sandbox, { login: 'grace@sandbox.example' });
    expect(tokens).toMatchObject({
      ok: true,
      access_token: expect.stringMatching(/^xoxe\.xoxb-1-/),
      refresh_token: expect.stringMatching(/^xoxe-1-/),
      token_type: 'bot',
      scope: slackBotScopes,
      expires_in: 43_200,
      team: { id: 'T0ANALYTIC1', name: 'Analytical Society' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: {
        id: 'U0GRACE0001',
        access_token: expect.stringMatching(/^xoxe\.xoxp-1-/),
        token_type: 'user',
        scope: 'search:read',
      },
    });
    expect(tokens.authed_user.refresh_token).not.toBe(tokens.refresh_token);
  });

  test('gives an app without a bot the person’s token alone, and one without user scopes the bot’s', async () => {
    const user = await connectSlack(sandbox, {
      change: { scope: null, user_scope: 'chat:write,users:read' },
    });
    expect(user).not.toHaveProperty('access_token');
    expect(user.authed_user).toMatchObject({ scope: 'chat:write,users:read' });
    const bot = await connectSlack(sandbox, { change: { user_scope: null } });
    expect(bot.authed_user).toEqual({ id: 'U0ADA000001' });
  });

  test('tells an organization from a workspace', async () => {
    const tokens = await connectSlack(sandbox, { change: { team: 'E0ENGINES01' } });
    expect(tokens).toMatchObject({
      team: null,
      enterprise: { id: 'E0ENGINES01', name: 'Engines United' },
      is_enterprise_install: true,
    });
  });

  test('gives an app without rotation tokens that do not run out', async () => {
    const tokens = await connectSlack(sandbox, { client: sandbox.slack.lastingClient });
    expect(tokens.access_token).toMatch(/^xoxb-/);
    for (const part of [tokens, tokens.authed_user]) {
      expect(part).not.toHaveProperty('expires_in');
      expect(part).not.toHaveProperty('refresh_token');
    }
  });

  test.each([
    ['no scopes', { scope: null, user_scope: null }, /no permissions/],
    ['an unknown scope', { scope: 'channels:everything' }, /invalid_scope/],
    ['search for a bot', { scope: 'search:read' }, /invalid_scope/],
    [
      'an address that is not registered',
      { redirect_uri: 'https://app.example/callback/slack/' },
      /redirect_uri/,
    ],
    [
      'a plain address of this machine',
      { redirect_uri: 'http://127.0.0.1:8217/callback/slack' },
      /redirect_uri/,
    ],
  ])('refuses %s', async (_, change, reason) => {
    const { url } = slackAuthorization(sandbox, { change });
    await expect(sandbox.consent(url)).rejects.toThrow(reason);
  });
});

describe('the token endpoint of Slack', () => {
  test('renews each token by its own refresh token, once', async () => {
    const tokens = await connectSlack(sandbox);
    const bot = await refreshed(tokens.refresh_token);
    expect(bot.body).toMatchObject({ ok: true, token_type: 'bot', scope: slackBotScopes });
    expect(bot.body).not.toHaveProperty('authed_user');
    const user = await refreshed(tokens.authed_user.refresh_token);
    expect(user.body).toMatchObject({ ok: true, token_type: 'user', scope: 'search:read' });
    expect(await works(user.body.access_token)).toBe(true);
    const again = await refreshed(tokens.refresh_token);
    expect([again.status, again.body]).toEqual([200, { ok: false, error: 'invalid_refresh_token' }]);
  });

  test('refuses with status 200 and a word', async () => {
    const wrong = { id: sandbox.slack.client.id, secret: 'wrong' };
    const form = {
      grant_type: 'authorization_code',
      code: 'x',
      redirect_uri: 'https://app.example/callback/slack',
    };
    const answers = [await slackTokens(sandbox, form, wrong), await slackTokens(sandbox, form)];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { ok: false, error: 'bad_client_secret' }],
      [200, { ok: false, error: 'invalid_code' }],
    ]);
  });

  test('takes a public app with PKCE only, and gives it no bot on a person’s machine', async () => {
    const client = sandbox.slack.publicClient ?? { id: '' };
    const change = { redirect_uri: 'http://localhost:8217/callback/slack', scope: null };
    const tokens = await connectSlack(sandbox, { client, change });
    const form = { grant_type: 'refresh_token', refresh_token: tokens.authed_user.refresh_token };
    expect((await slackTokens(sandbox, form, client)).body).toMatchObject({ ok: true, token_type: 'user' });
    const plain = slackAuthorization(sandbox, {
      client,
      change: { ...change, code_challenge: null, code_challenge_method: null },
    });
    expect(new URL(await sandbox.consent(plain.url)).searchParams.get('error')).toBe('invalid_request');
    const bot = slackAuthorization(sandbox, { client, change: { ...change, scope: 'chat:write' } });
    await expect(sandbox.consent(bot.url)).rejects.toThrow(/cannot request bot scopes/);
  });
});

describe('revocation at Slack', () => {
  test('ends the bot for everybody in the workspace, and a person’s token for that person', async () => {
    const [ada, grace] = [
      await connectSlack(sandbox),
      await connectSlack(sandbox, { login: 'grace@sandbox.example' }),
    ];
    const elsewhere = await connectSlack(sandbox, { change: { team: 'T0NAVAL0001' } });
    const revoke = async (token: string) => (await slackCaller(sandbox, token)('auth.revoke')).body;
    expect(await revoke(ada.authed_user.access_token)).toEqual({ ok: true, revoked: true });
    expect(await works(ada.authed_user.access_token)).toBe(false);
    expect(await works(grace.authed_user.access_token)).toBe(true);
    expect(await revoke(ada.access_token)).toEqual({ ok: true, revoked: true });
    expect(await works(grace.access_token)).toBe(false);
    expect((await refreshed(grace.refresh_token)).body.error).toBe('invalid_refresh_token');
    expect(await works(elsewhere.access_token)).toBe(true);
    expect(await revoke(ada.access_token)).toEqual({ ok: false, error: 'invalid_auth' });
  });

  test('is only tried when it is told so', async () => {
    const { access_token: token } = await connectSlack(sandbox);
    expect((await slackCaller(sandbox, token)('auth.revoke', { test: '1' })).body).toEqual({
      ok: true,
      revoked: false,
    });
    expect(await works(token)).toBe(true);
  });
});
