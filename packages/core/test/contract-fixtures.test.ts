import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import type { AnyPlugin, Catalog, IntegrationPlugin } from '../src/index.ts';
import { deviceCode, pasteUrl } from '../src/index.ts';
import { loopback } from '../src/loopback.ts';
import { revokeTokens } from '../src/oauth/revocation.ts';
import {
  type AuthorizationDialect,
  githubDialect,
  gitlabDialect,
  jiraDialect,
  slackDialect,
} from './authorization-dialect.ts';
import { type FakeAuthorizationServer, fakeAuthorizationServer } from './fake-authorization-server.ts';
import { browserHistory } from './fixtures/browser-history-plugin.ts';
import { discord } from './fixtures/discord-plugin.ts';
import { github } from './fixtures/github-plugin.ts';
import { gitlab } from './fixtures/gitlab-plugin.ts';
import { jiraDataCenter } from './fixtures/jira-data-center-plugin.ts';
import { slack } from './fixtures/slack-plugin.ts';
import { consent, errorOf, findMethodIn, flowSetup } from './flow-setup.ts';

const target = { user: 'ada', account: 'default' };

async function serverFor(dialect: AuthorizationDialect): Promise<FakeAuthorizationServer> {
  const server = await fakeAuthorizationServer(dialect);
  onTestFinished(() => server.close());
  return server;
}

/** Connects through the way back that the provider accepts, with a person who consents. */
async function connect(plugin: AnyPlugin) {
  const { flow, grants } = flowSetup([plugin]);
  const { method } = findMethodIn([plugin])(plugin.id);
  const via = method.redirect.https
    ? pasteUrl({ redirectUri: `https://app.example/callback/${plugin.id}`, prompt: consent })
    : loopback({ open: async (authUrl) => void (await fetch(await consent(authUrl))) });
  const connection = await flow.connectWith(via, { integration: plugin.id, ...target });
  return { connection, grant: grants[0] };
}

describe('the contract fits', () => {
  it('Slack: a bot’s and a user’s token of one grant', async () => {
    const server = await serverFor(slackDialect);
    const { connection, grant } = await connect(slack({ url: server.url }));
    expect(connection).toMatchObject({ integration: 'slack', auth: 'oauth' });
    expect(grant?.tokens.accessToken).toMatch(/^bot-/);
    expect(grant?.tokens.scopes).toEqual(['chat:write', 'channels:read']);
    expect(grant?.tokens.extra).toMatchObject({ team: { id: 'T1' }, token_type: 'bot' });
    expect(grant?.tokens.credentials.user).toMatchObject({ scopes: ['search:read'] });
    expect(grant?.tokens.credentials.user?.accessToken).toMatch(/^user-/);
  });

  it('Slack: an app that gets only a user’s token', async () => {
    const server = await serverFor({
      ...slackDialect,
      grant: ({ access }) => ({
        status: 200,
        body: { ok: true, authed_user: { id: 'U1', access_token: access, scope: 'search:read' } },
      }),
    });
    const { grant } = await connect(slack({ url: server.url }));
    expect(server.secrets).toContain(grant?.tokens.accessToken);
    expect(grant?.tokens.scopes).toEqual(['search:read']);
  });

  it.each([
    ['invalid_client', 'not_configured'],
    ['invalid_grant', 'provider_rejected'],
  ])('Slack: %s with status 200', async (error, code) => {
    const server = await serverFor(slackDialect);
    const { status, body } = slackDialect.refuse(error);
    server.fault = { status, body: JSON.stringify(body) };
    expect((await errorOf(connect(slack({ url: server.url })))).code).toBe(code);
  });

  it('Slack: a refused revocation with status 200', async () => {
    const server = await serverFor(slackDialect);
    const plugin = slack({ url: server.url });
    const client = slackDialect.client;
    const grant = { method: plugin.auth.oauth, client, accessToken: 'bot-1', fetch };
    expect(await revokeTokens(grant)).toEqual({ revoked: true });
    server.revocationAnswer = { status: 200, body: { ok: false, error: 'invalid_auth' } };
    expect(await revokeTokens(grant)).toEqual({ revoked: false });
  });

  it('GitHub: by redirect, scopes answered with commas', async () => {
    const server = await serverFor(githubDialect);
    const { connection, grant } = await connect(github({ url: server.url }));
    expect(connection).toMatchObject({ integration: 'github', auth: 'oauth' });
    expect(grant?.tokens.scopes).toEqual(['repo', 'read:user']);
    expect(grant?.tokens.expiresAt).toBeUndefined();
  });

  it.each([
    ['invalid_client', 'not_configured'],
    ['invalid_grant', 'provider_rejected'],
  ])('GitHub: %s with status 200', async (error, code) => {
    const server = await serverFor(githubDialect);
    const { status, body } = githubDialect.refuse(error);
    server.fault = { status, body: JSON.stringify(body) };
    expect((await errorOf(connect(github({ url: server.url })))).code).toBe(code);
  });

  it('GitHub: by device code, whose refusals come with status 200 too', async () => {
    const server = await serverFor(githubDialect);
    server.deviceAnswers.push('authorization_pending', 'slow_down');
    const { flow, grants, clock } = flowSetup([github({ url: server.url })]);
    const via = deviceCode({ show: () => {} });
    const connected = flow.connectWith(via, { integration: 'github', ...target });
    for (const intervalMs of [5000, 5000, 10_000]) {
      await clock.sleeping(intervalMs);
      clock.advance(intervalMs);
    }
    expect(await connected).toMatchObject({ integration: 'github' });
    expect(grants[0]?.tokens.scopes).toEqual(['repo', 'read:user']);
  });

  it('GitHub: an installation token made from an app’s key', async () => {
    const pair = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).toString('base64');
    const privateKey = `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----`;
    const { app } = github({ apiUrl: 'https://api.github.example' }).auth;
    const expiresAt = Date.UTC(2026, 0, 1, 1);
    const mintContext = {
      signal: new AbortController().signal,
      now: () => Date.UTC(2026, 0, 1),
      fetch: async (input: string | URL | Request, init?: RequestInit) => {
        expect(input).toBe('https://api.github.example/app/installations/42/access_tokens');
        const [, assertion = ''] = new Headers(init?.headers).get('authorization')?.split(' ') ?? [];
        const [header, claims, signature = ''] = assertion.split('.');
        const isGenuine = await crypto.subtle.verify(
          'RSASSA-PKCS1-v1_5',
          pair.publicKey,
          Buffer.from(signature, 'base64url'),
          Buffer.from(`${header}.${claims}`),
        );
        expect(isGenuine).toBe(true);
        return Response.json({ token: 'ghs_made', expires_at: new Date(expiresAt).toISOString() });
      },
    };
    const fields = { appId: '7', installationId: '42', privateKey };
    expect(await app.mint(fields as never, mintContext)).toEqual({ accessToken: 'ghs_made', expiresAt });
  });

  it('GitLab: an installation of one’s own, by redirect and by personal token', async () => {
    const server = await serverFor(gitlabDialect);
    const plugin = gitlab({ url: server.url });
    const { grant } = await connect(plugin);
    expect(grant?.tokens.scopes).toEqual(['api', 'read_user']);
    expect(grant?.tokens.extra).toMatchObject({ created_at: 1_767_225_600 });
    const connection = { integration: 'gitlab', ...target, auth: 'token', site: 'https://git.example' };
    expect(plugin.apiOrigins(connection)).toEqual(['https://git.example']);
    expect(plugin.auth.token.attach).toEqual({ header: 'private-token', scheme: '' });
  });

  it('Jira Data Center: at an address of its own, with https back to the app', async () => {
    const server = await serverFor(jiraDialect);
    const { connection, grant } = await connect(jiraDataCenter({ url: server.url }));
    expect(connection.integration).toBe('jira-data-center');
    expect(grant?.tokens.scopes).toEqual(['WRITE']);
  });

  it('Jira Data Center: no answer to an address on this machine', async () => {
    const { flow } = flowSetup([jiraDataCenter({ url: 'https://jira.example' })]);
    const connected = flow.connectWith(loopback(), { integration: 'jira-data-center', ...target });
    expect((await errorOf(connected)).code).toBe('not_supported');
  });

  it('Discord: a bot’s token under its own scheme', () => {
    expect(discord().auth.bot.attach).toEqual({ header: 'authorization', scheme: 'Bot' });
  });

  it('browser history: nothing to sign in to', () => {
    expect(browserHistory().auth.none).toEqual({ kind: 'none' });
  });
});

describe('the types of the fixtures', () => {
  it('are plugins, whose tools are known by name', () => {
    const plugins = [slack(), github(), gitlab(), jiraDataCenter({ url: '' }), discord(), browserHistory()];
    expectTypeOf(plugins).toExtend<readonly AnyPlugin[]>();
    expectTypeOf(slack()).toExtend<IntegrationPlugin>();
    type Tools = Catalog<(typeof plugins)[number]>;
    expectTypeOf<Tools['message_send']['input']>().toEqualTypeOf<{ channel: string; text: string }>();
    expectTypeOf<Tools['github.user_read']['output']>().toEqualTypeOf<{ login: string }>();
  });
});
