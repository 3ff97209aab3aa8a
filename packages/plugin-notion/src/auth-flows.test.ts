import { createSidecar, memoryStore, pasteUrl } from '@sidecar/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxPlace } from '../test/sandbox-place.ts';
import { notion } from './index.ts';

let place: Awaited<ReturnType<typeof sandboxPlace>>;

afterEach(() => place.close());

describe('a public integration', () => {
  beforeEach(async () => {
    place = await sandboxPlace();
  });

  it('connects with JSON and Basic, and is called by workspace and person', async () => {
    await place.connect();
    expect(await place.sidecar.status('notion')).toMatchObject({
      state: 'connected',
      identity: 'Analytical Engine (Ada Lovelace)',
    });
    expect(place.sandbox.notion.tokenRequests()).toMatchObject([
      { grantType: 'authorization_code', status: 200 },
    ]);
  });

  it('goes on with new tokens when Notion refuses the old one', async () => {
    const { sidecar, sandbox, connect } = place;
    await connect();
    sandbox.notion.expireAccessTokens();
    await expect(sidecar.run('pages_search', { query: 'Plans' })).resolves.toHaveProperty('results');
    await expect(sidecar.run('pages_search', {})).resolves.toHaveProperty('results');
    expect(sandbox.notion.tokenRequests().map(({ grantType, status }) => [grantType, status])).toEqual([
      ['authorization_code', 200],
      ['refresh_token', 200],
    ]);
  });

  it('wants a new sign-in after the person has removed the integration', async () => {
    const { sidecar, sandbox, connect } = place;
    await connect();
    sandbox.notion.revokeGrants();
    await expect(sidecar.run('pages_search', {})).rejects.toMatchObject({
      code: 'needs_reauth',
      integration: 'notion',
    });
    await connect();
    await expect(sidecar.run('pages_search', {})).resolves.toHaveProperty('results');
  });

  it('revokes its tokens when it is disconnected', async () => {
    const { sidecar, connect, sandbox } = place;
    await connect();
    await expect(sidecar.disconnect('notion')).resolves.toMatchObject({ revoked: true });
    expect(await sidecar.status('notion')).toMatchObject({ state: 'disconnected' });
    expect(sandbox.notion.tokenRequests()).toHaveLength(1);
  });

  it('says where a person can end it when Notion does not confirm the revocation', async () => {
    const { sidecar, connect, sandbox } = place;
    await connect();
    sandbox.faults.set({ service: 'notion', on: 'revocation', kind: 'status', status: 503 });
    await expect(sidecar.disconnect('notion')).resolves.toMatchObject({
      revoked: false,
      manualUrl: expect.stringContaining('notion.com'),
    });
  });

  it('refuses to become another person unawares', async () => {
    const { sidecar, connect } = place;
    await connect({ login: 'ada@sandbox.example' });
    await expect(connect({ login: 'grace@sandbox.example' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await sidecar.status('notion')).toMatchObject({ identity: 'Analytical Engine (Ada Lovelace)' });
    await connect({ login: 'ada@sandbox.example' });
  });

  it('says that the person said no', async () => {
    await expect(place.connect({ deny: true })).rejects.toMatchObject({ code: 'authorization_denied' });
  });

  it('says that the secret is wrong, which Notion tells with 401', async () => {
    const { sandbox } = place;
    const { authUrl, tokenUrl, revocationUrl, apiUrl, client, redirectUris } = sandbox.notion;
    const endpoints = { authUrl, tokenUrl, revocationUrl, apiUrl };
    const plugin = notion({ client: { id: client.id, secret: 'mistyped' }, endpoints });
    const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
    const via = pasteUrl({ redirectUri: redirectUris[0] ?? '', prompt: (url) => sandbox.consent(url) });
    await expect(sidecar.connect('notion', { via })).rejects.toMatchObject({ code: 'not_configured' });
    await sidecar.close();
  });
});

describe('an integration from before refresh tokens', () => {
  beforeEach(async () => {
    place = await sandboxPlace('legacyClient');
    await place.connect();
  });

  it('works without one, and wants a new sign-in once its token is refused', async () => {
    const { sidecar, sandbox } = place;
    await expect(sidecar.run('pages_search', {})).resolves.toHaveProperty('results');
    sandbox.notion.expireAccessTokens();
    await expect(sidecar.run('pages_search', {})).rejects.toMatchObject({ code: 'needs_reauth' });
    expect(sandbox.notion.tokenRequests()).toHaveLength(1);
  });

  it('is revoked by its only token', async () => {
    await expect(place.sidecar.disconnect('notion')).resolves.toMatchObject({ revoked: true });
  });
});

describe('an internal integration', () => {
  beforeEach(async () => {
    place = await sandboxPlace();
    await place.connectByToken();
  });

  it('works with its secret, and is called by the workspace', async () => {
    const { sidecar } = place;
    await expect(sidecar.run('pages_read', { page: 'Plans' })).resolves.toHaveProperty('title', 'Plans');
    expect(await sidecar.status('notion')).toMatchObject({ identity: 'Analytical Engine' });
  });

  it('wants a new secret after the old one was replaced', async () => {
    const { sidecar, sandbox, connectByToken } = place;
    sandbox.notion.renewInternalToken();
    await expect(sidecar.run('pages_search', {})).rejects.toMatchObject({ code: 'needs_reauth' });
    await connectByToken();
    await expect(sidecar.run('pages_search', {})).resolves.toHaveProperty('results');
  });

  it('is forgotten without a word to Notion when it is disconnected', async () => {
    await place.sidecar.disconnect('notion');
    expect(await place.sidecar.status('notion')).toMatchObject({ state: 'disconnected' });
  });

  it.each(['', 'token', 'ntn_', 'ntn_a b', 'Bearer ntn_abc', 'ntn_abc\r\nx: y', 'ghp_abc'])(
    'refuses %j for a secret before anything is sent',
    async (token) => {
      const before = place.calls().length;
      await expect(
        place.sidecar.connect('notion', { auth: 'token', fields: { token } }),
      ).rejects.toMatchObject({
        code: 'invalid_input',
      });
      expect(place.calls()).toHaveLength(before);
    },
  );

  it('says what its secret looks like', async () => {
    const fields = { token: 'ghp_abc' };
    await expect(place.sidecar.connect('notion', { auth: 'token', fields })).rejects.toMatchObject({
      message: expect.stringContaining(
        'token (Give the internal integration secret, which begins with ntn_)',
      ),
    });
  });

  it('cannot make private pages, as Notion says', async () => {
    await expect(place.sidecar.run('pages_create', { title: 'Mine' })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('owned by a single user'),
    });
  });
});

describe.each([
  ['read_content', 'pages_search', {}],
  ['insert_content', 'pages_create', { title: 'New', parent: 'Plans' }],
  ['update_content', 'pages_update', { page: 'Reading list', title: 'Read' }],
  [
    'read_users',
    'database_query',
    { database: 'Tasks', filters: [{ property: 'Who', value: 'Ada Lovelace' }] },
  ],
] as const)('an integration without the capability %s', (missing, tool, input) => {
  it(`says what to do when ${tool} needs it`, async () => {
    place = await sandboxPlace();
    await place.connect();
    const all = ['read_content', 'insert_content', 'update_content', 'read_users'] as const;
    place.sandbox.notion.setCapabilities(all.filter((capability) => capability !== missing));
    await expect(place.sidecar.runByName(tool, input)).rejects.toMatchObject({
      code: 'insufficient_scope',
      nextAction: expect.stringContaining('capability'),
    });
  });
});
