import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedConnection } from '../../test/tokens/seed-connection.ts';
import { type StrictServer, send, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { createSidecar } from '../sidecar/create-sidecar.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import type { TokenLimits } from './refresh-context.ts';

let server: StrictServer;
let store: Store;
beforeEach(async () => {
  server = await startStrictServer();
  store = memoryStore();
});
afterEach(() => server.close());

/** Another process, as far as a test in one process can have it: its own store object over the same entries. */
const otherProcess = (): Store => ({ ...store });

const sidecar = (limits: Partial<TokenLimits> = {}) =>
  createSidecar({ store, limits, plugins: [testedPlugin(server)] });

const times = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

it('sends one request for a thousand callers of an expired token, and all get a live one', async () => {
  const { grantId } = await seedConnection(store, server);
  const connection = sidecar().connection('notes');
  const tokens = await times(1000, () => connection.getAccessToken());
  expect(server.requests).toHaveLength(1);
  expect(new Set(tokens).size).toBe(1);
  expect(await server.isLive(tokens[0] ?? '')).toBe(true);
  expect(await server.isGrantAlive(grantId)).toBe(true);
});

it('shares the flight among views and instances that are made anew for each call', async () => {
  await seedConnection(store, server);
  const tokens = await times(50, () => sidecar().forUser('default').connection('notes').getAccessToken());
  expect(server.requests).toHaveLength(1);
  expect(new Set(tokens).size).toBe(1);
});

it('keeps the flights of different connections apart', async () => {
  await seedConnection(store, server, { account: 'ada' });
  await seedConnection(store, server, { account: 'grace' });
  const [ada, grace] = await Promise.all(
    ['ada', 'grace'].map((account) => sidecar().connection('notes', account).getAccessToken()),
  );
  expect(server.requests).toHaveLength(2);
  expect(ada).not.toBe(grace);
});

it('takes the token that another process has refreshed, without a second refresh', async () => {
  await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000 });
  const limits = { stalenessMs: 0 };
  const here = sidecar(limits).connection('notes');
  const there = createSidecar({ plugins: [testedPlugin(server)], store: otherProcess(), limits });
  const before = await here.getAccessToken();
  const after = await there.connection('notes').getAccessToken();
  expect(after).toBe(before);
  await seedExpiry();
  const renewed = await there.connection('notes').getAccessToken();
  expect(await here.getAccessToken()).toBe(renewed);
  expect(server.requests).toHaveLength(1);
});

/** Makes the stored token an expired one. */
async function seedExpiry(): Promise<void> {
  const [key = ''] = await store.list('tokens/');
  const stored = await store.get(key);
  const record = JSON.parse(stored?.value ?? '{}');
  await store.set(key, JSON.stringify({ ...record, expiresAt: Date.now() - 1 }), stored?.version);
}

it('gives all of a hundred callers a token when the endpoint answers one 503 with HTML', async () => {
  await seedConnection(store, server);
  server.behave(async ({ count, response, pass }) => {
    if (count > 1) return send(response, await pass());
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>');
  });
  const connection = sidecar().connection('notes');
  const tokens = await times(100, () => connection.getAccessToken());
  expect(new Set(tokens).size).toBe(1);
  expect(server.requests).toHaveLength(2);
});

it('recovers in the same call when the answer is lost after the rotation and the server has a grace period', async () => {
  await seedConnection(store, server);
  let rotated: { readonly status: number; readonly body: string } | undefined;
  server.behave(async ({ count, response, pass }) => {
    rotated ??= await pass();
    if (count === 1) return void response.destroy();
    send(response, rotated);
  });
  const token = await sidecar().connection('notes').getAccessToken();
  expect(await server.isLive(token)).toBe(true);
  expect(server.requests).toHaveLength(2);
});

it('asks once after the grant was revoked, and then says what to do', async () => {
  const { grantId } = await seedConnection(store, server);
  await server.revokeGrant(grantId);
  const connection = sidecar().connection('notes');
  for (let call = 0; call < 5; call += 1) {
    await expect(connection.getAccessToken()).rejects.toMatchObject({
      code: 'needs_reauth',
      nextAction: 'Reconnect Notes.',
      retryable: false,
    });
  }
  expect(server.requests).toHaveLength(1);
  expect(await sidecar().status('notes')).toMatchObject({ state: 'needs_reauth', authenticated: false });
  expect(await store.list('tokens/')).toHaveLength(1);
});

it('keeps the refresh token when answers bring none, over two refreshes and a restart', async () => {
  const { refreshToken } = await seedConnection(store, server);
  server.behave(async ({ count, response }) => {
    send(response, {
      status: 200,
      body: JSON.stringify({ access_token: `access-${count}`, expires_in: '1', token_type: 'bearer' }),
    });
  });
  expect(await sidecar().connection('notes').getAccessToken()).toBe('access-1');
  await seedExpiry();
  expect(
    await createSidecar({ plugins: [testedPlugin(server)], store: otherProcess() })
      .connection('notes')
      .getAccessToken(),
  ).toBe('access-2');
  expect(server.requests.map((request) => request.get('refresh_token'))).toEqual([
    refreshToken,
    refreshToken,
  ]);
});

it('salvages tokens from an answer that is odd in every other field', async () => {
  await seedConnection(store, server);
  server.behave(async ({ response, pass }) => {
    const { body } = await pass();
    const odd = {
      ...JSON.parse(body),
      token_type: 'bot',
      expires_in: null,
      id_token: 'no.jwt.at-all',
      scope: 7,
      team: { id: 'T1' },
    };
    send(response, { status: 200, body: JSON.stringify(odd) });
  });
  const connection = sidecar().connection('notes');
  const token = await connection.getAccessToken();
  expect(await connection.getAccessToken()).toBe(token);
  const [key = ''] = await store.list('tokens/');
  const record = JSON.parse((await store.get(key))?.value ?? '{}');
  expect(record).toMatchObject({
    accessToken: token,
    scopes: ['openid', 'offline_access'],
    extra: { team: { id: 'T1' } },
  });
  expect(record.expiresAt).toBeUndefined();
  expect(record.refreshToken).not.toBe(server.requests[0]?.get('refresh_token'));
  expect(server.requests).toHaveLength(1);
});

it('refreshes as soon as the provider refuses a token that should be valid, and not again within a minute', async () => {
  await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000, accessToken: 'dead' });
  const connection = sidecar().connection('notes');
  expect((await connection.fetch(server.apiUrl)).status).toBe(200);
  expect(server.requests).toHaveLength(1);
  server.onlyNewest(true);
  await server.issue();
  server.behave(async ({ response }) =>
    send(response, { status: 200, body: '{"access_token":"also dead"}' }),
  );
  await createSidecar({ plugins: [testedPlugin(server)], store }).disconnect('notes');
  await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000, accessToken: 'dead again' });
  await expect(connection.fetch(server.apiUrl)).rejects.toMatchObject({ code: 'provider_rejected' });
  await expect(connection.fetch(server.apiUrl)).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(server.requests).toHaveLength(2);
});

it('refreshes a valid token on request, once for all who ask at the same time', async () => {
  const { accessToken } = await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000 });
  const { createOAuthManager } = await import('../sidecar/stand-alone.ts');
  const manager = createOAuthManager({ plugins: [testedPlugin(server)], store });
  const tokens = await times(10, () => manager.refreshToken('notes'));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).not.toBe(accessToken);
  expect(server.requests).toHaveLength(1);
});

it('lets one caller give up without taking the token from the others', async () => {
  await seedConnection(store, server);
  const connection = sidecar().connection('notes');
  const gone = new AbortController();
  const givenUp = connection.getAccessToken({ signal: gone.signal });
  const patient = connection.getAccessToken();
  gone.abort();
  await expect(givenUp).rejects.toMatchObject({ code: 'aborted' });
  expect(await server.isLive(await patient)).toBe(true);
  expect(server.requests).toHaveLength(1);
});

it('sends nothing to another token endpoint, for another client or to another API than the record was issued for', async () => {
  await seedConnection(store, server);
  const { key } = await seedConnection(store, server);
  const before = await store.get(key);
  const elsewhere = { ...server, tokenUrl: 'http://127.0.0.1:9/token' };
  const otherClient = { ...server, client: { id: 'someone-else', secret: 's' } };
  const otherApi = { ...server, apiUrl: 'http://127.0.0.1:9/api' };
  for (const endpoints of [elsewhere, otherClient, otherApi]) {
    const connection = createSidecar({ plugins: [testedPlugin(endpoints)], store }).connection('notes');
    await expect(connection.getAccessToken()).rejects.toMatchObject({ code: 'not_configured' });
  }
  expect(server.requests).toHaveLength(0);
  expect(await store.get(key)).toEqual(before);
});

it('needs no client for a token that is valid, and names what is missing when it has expired', async () => {
  await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000 });
  const plugin = testedPlugin(server, { getClient: () => undefined });
  const connection = createSidecar({ plugins: [plugin], store, limits: { stalenessMs: 0 } }).connection(
    'notes',
  );
  await connection.getAccessToken();
  await seedExpiry();
  await expect(connection.getAccessToken()).rejects.toMatchObject({
    code: 'not_configured',
    message: 'Notes is not configured. Set NOTES_CLIENT_ID and NOTES_CLIENT_SECRET.',
  });
});

it('derives that an expired token without a refresh token needs the person, and writes nothing', async () => {
  const { key } = await seedConnection(store, server, { refreshToken: undefined });
  const before = await store.get(key);
  await expect(sidecar().connection('notes').getAccessToken()).rejects.toMatchObject({
    code: 'needs_reauth',
  });
  expect(await sidecar().status('notes')).toMatchObject({ state: 'needs_reauth' });
  expect(await store.get(key)).toEqual(before);
});
