import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type StrictServer, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { SidecarError } from '../errors.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import { tool } from '../tool.ts';
import { completeGrant } from './complete-grant.ts';
import { verifyConnection } from './connection-client.ts';
import { createServices } from './create-services.ts';
import { readStatus } from './read-status.ts';
import { runTool } from './run-tool.ts';
import type { Services } from './services.ts';

let server: StrictServer;
let store: Store;
let services: Services;
let whoIsThere: (token: string | undefined) => Promise<Identity>;
beforeEach(async () => {
  server = await startStrictServer();
  store = memoryStore();
  whoIsThere = async () => ({ id: 'ada', label: 'Ada', tenant: 'workspace' });
  services = createServices({ plugins: [workspacePlugin()], store });
});
afterEach(() => server.close());

/** A provider that gives a workspace's token and a person's token in one grant. */
function workspacePlugin(): AnyPlugin {
  const search = tool({
    name: 'search',
    description: 'Search',
    effect: 'read',
    credential: 'user',
    scopes: ['search:read'],
    input: z.strictObject({}),
    output: z.object({}),
    execute: async () => ({}),
  });
  const plugin = testedPlugin(server, {
    revocation: { url: server.revocationUrl, scope: 'grant' },
    otherScopes: { user: { parameter: 'user_scope', scopes: ['search:read'] } },
  });
  return {
    ...plugin,
    createClient: ({ fetch }: { fetch: typeof globalThis.fetch }) => fetch,
    identify: async (fetch: never) => {
      const asked = await (fetch as (url: string, init: object) => Promise<Response>)(server.apiUrl, {
        credential: 'user',
      }).catch(() => undefined);
      return whoIsThere(asked ? 'user' : undefined);
    },
    tools: [search],
  };
}

async function issue() {
  const { accessToken, refreshToken } = await server.issue();
  return { accessToken, refreshToken };
}

async function consent(account = 'default', userScopes: readonly string[] | null = ['search:read']) {
  const [main, user] = [await issue(), await issue()];
  const obtained = { obtainedAt: Date.now(), extra: {}, credentials: {} };
  const credentials = userScopes && { user: { ...obtained, ...user, scopes: userScopes } };
  await completeGrant(services, {
    user: 'default',
    integration: 'notes',
    account,
    auth: 'oauth',
    clientId: server.client.id,
    requestedScopes: ['openid'],
    tokens: { ...obtained, ...main, credentials: credentials ?? {} },
  });
  return { main: main.refreshToken, user: user.refreshToken };
}

const search = () => runTool(services, { user: 'default', name: 'search', input: {}, account: 'default' });
const disconnect = (account = 'default') =>
  services.tokens.disconnect({ user: 'default', integration: 'notes', account });
const revoked = () => server.revocations.map((request) => request.get('token'));

it('can be asked with who is there before anything is stored', async () => {
  const asked: (string | undefined)[] = [];
  whoIsThere = async (credential) => {
    asked.push(credential);
    return { id: 'ada', label: 'Ada' };
  };
  await consent();
  await consent('second', null).catch(() => undefined);
  expect(asked).toEqual(['user', undefined]);
});

it('count for the tools that use them, and only theirs', async () => {
  await consent();
  expect(await search()).toEqual({});
  await consent('default', ['other']);
  await expect(search()).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: expect.stringContaining('search:read'),
  });
});

it('that were not given are missing scopes, not a missing connection', async () => {
  await consent('default', null);
  await expect(search()).rejects.toMatchObject({
    code: 'insufficient_scope',
    nextAction: 'Reconnect Notes and grant them.',
  });
});

it('tell by the status which of their scopes were not given', async () => {
  const status = async () =>
    readStatus(services, { user: 'default', integration: 'notes', account: 'default' }, true);
  await consent('default', ['other']);
  expect((await status()).missingScopes).toContain('search:read');
  await consent('default', null);
  expect((await status()).missingScopes).toContain('search:read');
  await consent();
  expect((await status()).missingScopes).not.toContain('search:read');
  await store.set(
    'tokens/default/notes/default/user',
    'damaged',
    (await store.get('tokens/default/notes/default/user'))?.version,
  );
  expect((await status()).missingScopes).toContain('search:read');
});

it('are given back too when somebody else consents in the place of a connection', async () => {
  await consent();
  whoIsThere = async () => ({ id: 'bob', label: 'Bob', tenant: 'other workspace' });
  await expect(consent()).rejects.toMatchObject({ code: 'conflict' });
  expect(revoked()).toHaveLength(2);
});

it('end with a disconnect, and the tenant’s credential only with its last connection', async () => {
  const ada = await consent();
  whoIsThere = async () => ({ id: 'bob', label: 'Bob', tenant: 'workspace' });
  const bob = await consent('bob');
  const first = await disconnect();
  expect(first).toMatchObject({ revoked: false, alsoAffects: [{ account: 'bob' }] });
  expect(revoked()).toEqual([ada.user]);
  expect(await disconnect('bob')).toEqual({ revoked: true, alsoAffects: [] });
  expect(revoked()).toEqual([ada.user, bob.main, bob.user]);
  expect(await store.list('tokens/')).toEqual([]);
});

it('that another connection shares are named by a disconnect', async () => {
  await consent();
  whoIsThere = async () => ({ id: 'ada', label: 'Ada', tenant: 'other workspace' });
  await consent('second');
  expect(await disconnect()).toMatchObject({
    revoked: false,
    alsoAffects: [{ account: 'second', credential: 'user' }],
  });
});

it('get the name that a later verification finds, and so does a tenant that was not known', async () => {
  whoIsThere = async () => {
    throw new SidecarError('provider_unavailable', 'Notes is down.');
  };
  await consent();
  const key = { user: 'default', integration: 'notes', account: 'default' };
  const verify = () => verifyConnection(services, { plugin: services.plugins.get('notes'), key });
  const identities = async () =>
    Promise.all(
      [key, { ...key, credential: 'user' }].map(
        async (place) => (await services.tokens.records.read(place))?.record.identity,
      ),
    );
  const ada = { id: 'ada', label: 'Ada' };
  whoIsThere = async () => ada;
  await verify();
  expect(await identities()).toEqual([ada, ada]);
  whoIsThere = async () => ({ ...ada, tenant: 'workspace' });
  await verify();
  whoIsThere = async () => ada;
  await verify();
  expect(await identities()).toEqual([{ ...ada, tenant: 'workspace' }, ada]);
});

it('that could not be ended make a disconnect unconfirmed', async () => {
  const { user } = await consent();
  const { fetch } = globalThis;
  const failing: typeof fetch = async (input, init) =>
    String(init?.body).includes(encodeURIComponent(user))
      ? new Response('', { status: 503 })
      : fetch(input, init);
  services = createServices({ plugins: [workspacePlugin()], store, fetch: failing });
  expect(await disconnect()).toMatchObject({ revoked: false });
});
