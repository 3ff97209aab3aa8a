import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedConnection } from '../../test/tokens/seed-connection.ts';
import { type StrictServer, send, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { systemClock } from '../clock.ts';
import { createSidecar } from '../sidecar/create-sidecar.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';

/** What went wrong once, each with its reason. */

let server: StrictServer;
let store: Store;
beforeEach(async () => {
  server = await startStrictServer();
  store = memoryStore();
});
afterEach(() => server.close());

const pause = (durationMs: number) => systemClock.sleep(durationMs);
const start = () => createSidecar({ plugins: [testedPlugin(server)], store });
const record = async () => JSON.parse((await store.get('tokens/default/notes/default'))?.value ?? '{}');

it('stores the new refresh token and lifetime when a refresh answers the same access token, which was taken for saved', async () => {
  const { accessToken, refreshToken } = await seedConnection(store, server);
  const answer = { access_token: accessToken, refresh_token: 'the-next-one', expires_in: 3600 };
  server.behave(async ({ response }) => send(response, { status: 200, body: JSON.stringify(answer) }));
  for (let call = 0; call < 3; call += 1)
    expect(await start().connection('notes').getAccessToken()).toBe(accessToken);
  expect(server.requests.map((request) => request.get('refresh_token'))).toEqual([refreshToken]);
  expect(await record()).toMatchObject({ refreshToken: 'the-next-one' });
});

it('sends one request for a hundred connections in parallel when the client secret is wrong, where each sent its own', async () => {
  const accounts = Array.from({ length: 100 }, (_, index) => `account-${index}`);
  for (const account of accounts) await seedConnection(store, server, { account });
  const plugin = testedPlugin({ ...server, client: { ...server.client, secret: 'mistyped' } });
  const sidecar = createSidecar({ plugins: [plugin], store });
  const outcomes = await Promise.allSettled(
    accounts.map((account) => sidecar.connection('notes', account).getAccessToken()),
  );
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'not_configured' } });
  expect(server.requests).toHaveLength(1);
});

it('sends one request for all connections after each cooldown when the provider has withdrawn a client that it accepted, where each sent its own', async () => {
  const accounts = ['ada', 'bob', 'eve', 'joe', 'sue'];
  for (const account of accounts) await seedConnection(store, server, { account });
  await seedConnection(store, server, { account: 'first' });
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store, clock });
  await sidecar.connection('notes', 'first').getAccessToken();
  server.behave(async ({ response }) => send(response, { status: 401, body: '{"error":"invalid_client"}' }));
  const askAll = () =>
    Promise.allSettled(accounts.map((account) => sidecar.connection('notes', account).getAccessToken()));
  await askAll();
  for (let round = 0; round < 2; round += 1) {
    aheadMs += 400_000;
    const before = server.requests.length;
    for (const outcome of await askAll())
      expect(outcome).toMatchObject({ reason: { code: 'not_configured' } });
    expect(server.requests).toHaveLength(before + 1);
  }
});

it('refuses at once who has waited in vain for another connection to present the client, where each call waited its full time again', async () => {
  const accounts = ['slow', 'queued'];
  for (const account of accounts) await seedConnection(store, server, { account });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  server.behave(async () => arrived());
  let tries = 0;
  const { get } = store;
  store.get = (key) => {
    if (key.startsWith('leases/')) tries += 1;
    return get(key);
  };
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store, limits: { callerMs: 500 } });
  const timeout = { code: 'timeout', retryable: true };
  const slow = sidecar.connection('notes', 'slow').getAccessToken();
  await arrival;
  const queued = sidecar.connection('notes', 'queued');
  await Promise.all([
    expect(slow).rejects.toMatchObject(timeout),
    expect(queued.getAccessToken()).rejects.toMatchObject(timeout),
  ]);
  await pause(100);
  tries = 0;
  await expect(queued.getAccessToken()).rejects.toMatchObject(timeout);
  expect(tries).toBe(0);
});

it('never hands a token to a sidecar of another configuration, which a warm cell of the same store did', async () => {
  await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000 });
  await start().connection('notes').getAccessToken();
  const live = createSidecar({
    plugins: [testedPlugin({ ...server, tokenUrl: 'http://127.0.0.1:9/token' })],
    store,
  });
  await expect(live.connection('notes').getAccessToken()).rejects.toMatchObject({ code: 'not_configured' });
});

it('repeats a cut connection at once also when the callers have been released meanwhile, before the grace period is over', async () => {
  await seedConnection(store, server);
  let answer: { readonly status: number; readonly body: string } | undefined;
  server.behave(async ({ count, response, pass }) => {
    answer ??= await pass();
    if (count > 1) return send(response, answer);
    await pause(600);
    response.destroy();
  });
  const connection = createSidecar({
    plugins: [testedPlugin(server)],
    store,
    limits: { callerMs: 300 },
  }).connection('notes');
  await expect(connection.getAccessToken()).rejects.toMatchObject({ code: 'timeout' });
  await pause(700);
  expect(await server.isLive(await connection.getAccessToken())).toBe(true);
  expect(server.requests).toHaveLength(2);
});

it('refreshes no second time when the API refuses the token that an expiry has just brought', async () => {
  await seedConnection(store, server);
  server.behave(async ({ response }) =>
    send(response, { status: 200, body: '{"access_token":"unknown to the API"}' }),
  );
  await expect(start().connection('notes').fetch(server.apiUrl)).rejects.toMatchObject({
    code: 'provider_rejected',
  });
  expect(server.requests).toHaveLength(1);
});

it('hands out a token in its last minute when nothing can renew it', async () => {
  const { accessToken } = await seedConnection(store, server, {
    refreshToken: undefined,
    expiresAt: Date.now() + 20_000,
  });
  expect(await start().connection('notes').getAccessToken()).toBe(accessToken);
  const closed = start();
  await seedConnection(store, server, { expiresAt: Date.now() + 20_000 });
  await closed.close();
  await closed.connection('notes').getAccessToken();
  expect(server.requests).toHaveLength(0);
});

describe('disconnecting', () => {
  it('works for a record that nobody can read any more, which it could not open', async () => {
    const { key } = await seedConnection(store, server);
    await store.set(key, 'no record at all', (await store.get(key))?.version);
    expect(await start().status('notes')).toMatchObject({ state: 'needs_reauth', authenticated: false });
    expect(await start().disconnect('notes')).toEqual({ revoked: false, alsoAffects: [] });
    expect(await start().status('notes')).toMatchObject({ state: 'disconnected' });
  });

  it('is seen by a caller who comes right after it, although a reading of the store began before', async () => {
    await seedConnection(store, server, { expiresAt: Date.now() + 3_600_000 });
    let slow = false;
    const slowStore: Store = {
      ...store,
      get: async (key) => {
        const stored = await store.get(key);
        if (slow && key.startsWith('tokens/')) await pause(100);
        return stored;
      },
    };
    const sidecar = createSidecar({ plugins: [testedPlugin(server)], store: slowStore });
    slow = true;
    const early = sidecar.connection('notes').getAccessToken();
    slow = false;
    await sidecar.disconnect('notes');
    await expect(sidecar.connection('notes').getAccessToken()).rejects.toMatchObject({
      code: 'not_connected',
    });
    await early.catch(() => undefined);
    await expect(sidecar.connection('notes').getAccessToken()).rejects.toMatchObject({
      code: 'not_connected',
    });
  });
});

describe('a store that fails', () => {
  it.each(['get', 'set', 'delete', 'list'] as const)(
    'in "%s" shows nothing of what its driver said',
    async (method) => {
      await seedConnection(store, server);
      const broken: Store = {
        ...store,
        [method]: async () => {
          throw new Error('connect postgres://user:hunter2@db/tokens refused');
        },
      };
      const sidecar = createSidecar({ plugins: [testedPlugin(server)], store: broken });
      const calls = [
        () => sidecar.connection('notes').getAccessToken(),
        () => sidecar.status('notes'),
        () => sidecar.statuses(),
        () => sidecar.disconnect('notes'),
        () => sidecar.disable('notes'),
      ];
      for (const call of calls) {
        const failure = await call().then(
          () => undefined,
          (error) => error,
        );
        if (failure === undefined) continue;
        expect(failure).toMatchObject({ code: 'store_failed', retryable: true });
        expect(JSON.stringify(failure)).not.toContain('hunter2');
      }
    },
  );

  it('to answer at all keeps nobody waiting for ever', async () => {
    const hanging: Store = { ...store, get: () => new Promise(() => undefined) };
    const sidecar = createSidecar({
      plugins: [testedPlugin(server)],
      store: hanging,
      limits: { callerMs: 200 },
    });
    await expect(sidecar.connection('notes').getAccessToken()).rejects.toMatchObject({
      code: 'store_failed',
    });
    const signal = AbortSignal.timeout(20);
    await expect(sidecar.connection('notes').getAccessToken({ signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});

it('sends nothing after close, where a caller that waited for another process still did', async () => {
  await seedConnection(store, server);
  const lease = await (await import('../storage/leases-of.ts'))
    .leasesOf(store, systemClock)
    .acquire('tokens/default/notes/default', 3_000);
  const sidecar = start();
  const waiting = sidecar
    .connection('notes')
    .getAccessToken()
    .catch((error) => error);
  await pause(50);
  const closed = sidecar.close();
  await lease?.release();
  await closed;
  expect(await waiting).toMatchObject({ code: 'aborted' });
  expect(server.requests).toHaveLength(0);
});

it.each([
  ['once', 1],
  ['twice', 2],
])(
  'saves a further credential that a refresh brought along when the store has failed over it %s, where it was lost',
  async (_, failures) => {
    const { key, record: main } = await seedConnection(store, server);
    const user = { ...main, accessToken: 'user-1', refreshToken: 'user-refresh-1' };
    await store.set(`${key}/user`, JSON.stringify(user), undefined);
    const own = { access_token: 'user-2', refresh_token: 'user-refresh-2' };
    const body = JSON.stringify({ access_token: 'main-2', expires_in: 3600, credentials: { user: own } });
    server.behave(async ({ response }) => send(response, { status: 200, body }));
    const { set } = store;
    let left = failures;
    store.set = (name, value, replaces) =>
      name === `${key}/user` && left-- > 0
        ? Promise.reject(new Error('disk full'))
        : set(name, value, replaces);
    const connection = start().connection('notes');
    for (let call = 0; call < failures; call += 1)
      await expect(connection.getAccessToken()).rejects.toMatchObject({ code: 'store_failed' });
    expect(await connection.getAccessToken()).toBe('main-2');
    const saved = JSON.parse((await store.get(`${key}/user`))?.value ?? '{}');
    expect(saved).toMatchObject({ accessToken: 'user-2', refreshToken: 'user-refresh-2' });
    expect(server.requests).toHaveLength(1);
  },
);
