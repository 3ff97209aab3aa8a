import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { manualClock } from '../../test/manual-clock.ts';
import { failingStore } from '../../test/tokens/failing-store.ts';
import { seedConnection } from '../../test/tokens/seed-connection.ts';
import { type StrictServer, send, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { systemClock } from '../clock.ts';
import { createSidecar } from '../sidecar/create-sidecar.ts';
import { memoryStore } from '../storage/memory-store.ts';

let server: StrictServer;
beforeEach(async () => {
  server = await startStrictServer();
});
afterEach(() => server.close());

const pause = (durationMs: number) => systemClock.sleep(durationMs);

it('keeps a result that cannot be saved, and saves it at the next call without another request', async () => {
  const store = failingStore(memoryStore());
  const { grantId } = await seedConnection(store, server);
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  store.fail(1);
  const failure = await sidecar
    .connection('notes')
    .getAccessToken()
    .catch((error) => error);
  expect(failure).toMatchObject({ code: 'store_failed', retryable: true });
  expect(await sidecar.status('notes')).toMatchObject({ state: 'degraded', authenticated: true });
  const token = await sidecar.connection('notes').getAccessToken();
  expect(await server.isLive(token)).toBe(true);
  expect(server.requests).toHaveLength(1);
  expect(await server.isGrantAlive(grantId)).toBe(true);
  const stored = await store.get((await store.list('tokens/'))[0] ?? '');
  expect(stored?.value).toContain(token);
});

it('sends nothing while another process cannot know of a result that is not saved yet', async () => {
  const entries = memoryStore();
  const store = failingStore(entries);
  await seedConnection(store, server);
  const here = createSidecar({ plugins: [testedPlugin(server)], store });
  const there = createSidecar({
    plugins: [testedPlugin(server)],
    store: { ...entries },
    limits: { callerMs: 300 },
  });
  store.fail(1);
  await expect(here.connection('notes').getAccessToken()).rejects.toMatchObject({ code: 'store_failed' });
  await expect(there.connection('notes').getAccessToken()).rejects.toMatchObject({
    code: 'timeout',
    retryable: true,
  });
  await here.connection('notes').getAccessToken();
  expect(server.requests).toHaveLength(1);
});

it('saves on close what could not be saved before', async () => {
  const store = failingStore(memoryStore());
  await seedConnection(store, server);
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  store.fail(1);
  await sidecar
    .connection('notes')
    .getAccessToken()
    .catch(() => undefined);
  await sidecar.close();
  const token = await createSidecar({ plugins: [testedPlugin(server)], store })
    .connection('notes')
    .getAccessToken();
  expect(await server.isLive(token)).toBe(true);
  expect(server.requests).toHaveLength(1);
});

it('releases callers of a slow endpoint, refuses newcomers at once, and still saves the answer', async () => {
  const store = memoryStore();
  const { grantId } = await seedConnection(store, server);
  server.behave(async ({ response, pass }) => {
    const answer = await pass();
    await pause(1200);
    send(response, answer);
  });
  const connection = createSidecar({
    plugins: [testedPlugin(server)],
    store,
    limits: { callerMs: 400 },
  }).connection('notes');
  const waiting = await Promise.allSettled(Array.from({ length: 20 }, () => connection.getAccessToken()));
  for (const outcome of waiting)
    expect(outcome).toMatchObject({ reason: { code: 'timeout', retryable: true } });
  const before = performance.now();
  await expect(connection.getAccessToken()).rejects.toMatchObject({ code: 'timeout' });
  const refusedAfterMs = performance.now() - before;
  await pause(1000);
  expect(await server.isLive(await connection.getAccessToken())).toBe(true);
  expect(server.requests).toHaveLength(1);
  expect(await server.isGrantAlive(grantId)).toBe(true);
  // Not how fast, only that it did not wait for the endpoint.
  expect(refusedAfterMs).toBeLessThan(400);
});

it('counts a slow look at the store towards the limit of callers, who were released only ten seconds after it', async () => {
  const store = memoryStore();
  const clock = manualClock();
  const times = { obtainedAt: clock.now() - 3_600_000, expiresAt: clock.now() - 1_000 };
  await seedConnection(store, server, times);
  const slowStore = {
    ...store,
    get: async (key: string) => {
      if (key.startsWith('tokens/')) await clock.sleep(4_000);
      return store.get(key);
    },
  };
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store: slowStore, clock });
  const released = sidecar
    .connection('notes')
    .getAccessToken()
    .catch((error) => error);
  await clock.sleeping(4_000);
  clock.advance(4_000);
  // Six are left, in which the lease is asked for.
  await clock.sleeping(6_000);
  clock.advance(6_000);
  expect(await released).toMatchObject({ code: 'timeout', retryable: true });
});

it('hands out the old token while it lasts when the endpoint is slow or down', async () => {
  const store = memoryStore();
  const { accessToken } = await seedConnection(store, server, { expiresAt: Date.now() + 20_000 });
  server.behave(async ({ response }) => void response.writeHead(500).end());
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  expect(await sidecar.connection('notes').getAccessToken()).toBe(accessToken);
  expect(await sidecar.status('notes')).toMatchObject({ state: 'connected' });
});

it('lets a disconnect and a new account win against a slow refresh, and revokes nothing of the new one', async () => {
  const store = memoryStore();
  await seedConnection(store, server);
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  server.behave(async ({ response, pass }) => {
    const answer = await pass();
    await pause(2000);
    send(response, answer);
  });
  const old = sidecar.connection('notes').getAccessToken();
  const outcome = old.catch((error) => error);
  await pause(100);
  await sidecar.disconnect('notes');
  const revocations = server.revocations.length;
  const { accessToken, grantId } = await seedConnection(store, server, {
    account: 'default',
    expiresAt: Date.now() + 3_600_000,
  });
  expect(await outcome).toMatchObject({ code: 'conflict', retryable: true });
  expect(await sidecar.connection('notes').getAccessToken()).toBe(accessToken);
  expect(await server.isLive(accessToken)).toBe(true);
  expect(await server.isGrantAlive(grantId)).toBe(true);
  expect(server.revocations).toHaveLength(revocations);
});

it('revokes what a refresh obtained for a connection that is gone, and brings no record back', async () => {
  const store = memoryStore();
  const { grantId } = await seedConnection(store, server);
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  server.behave(async ({ response, pass }) => {
    await pause(1500);
    send(response, await pass());
  });
  const outcome = sidecar
    .connection('notes')
    .getAccessToken()
    .catch((error) => error);
  await pause(100);
  const [key = ''] = await store.list('tokens/');
  await store.delete(key, (await store.get(key))?.version ?? '');
  expect(await outcome).toMatchObject({ code: 'not_connected' });
  expect(await store.list('tokens/')).toEqual([]);
  expect(server.revocations.length).toBeGreaterThan(0);
  expect(await server.isGrantAlive(grantId)).toBe(false);
});

it('marks no connection when the client secret is wrong, asks once, and works at once with the right one', async () => {
  const store = memoryStore();
  const accounts = Array.from({ length: 100 }, (_, index) => `account-${index}`);
  for (const account of accounts) await seedConnection(store, server, { account });
  const mistyped = testedPlugin({ ...server, client: { ...server.client, secret: 'mistyped' } });
  const wrong = createSidecar({ plugins: [mistyped], store });
  for (const account of accounts) {
    await expect(wrong.connection('notes', account).getAccessToken()).rejects.toMatchObject({
      code: 'not_configured',
    });
  }
  expect(server.requests).toHaveLength(1);
  expect(await wrong.status('notes', 'account-3')).toMatchObject({ state: 'not_configured' });
  const right = createSidecar({ plugins: [testedPlugin(server)], store });
  const tokens = await Promise.all(
    accounts.map((account) => right.connection('notes', account).getAccessToken()),
  );
  expect(new Set(tokens).size).toBe(accounts.length);
});

it('gives up after a few requests in an outage, and sends nothing while the cooldown lasts', async () => {
  const store = memoryStore();
  await seedConnection(store, server);
  server.behave(async ({ response }) => void response.writeHead(503).end('<html>'));
  const views = Array.from({ length: 8 }, () =>
    createSidecar({ plugins: [testedPlugin(server)], store: { ...store } }),
  );
  const outcomes = await Promise.allSettled(
    views.flatMap((view) => Array.from({ length: 100 }, () => view.connection('notes').getAccessToken())),
  );
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ reason: { code: 'provider_unavailable', retryable: true } });
  expect(server.requests.length).toBeLessThanOrEqual(4);
  expect(await views[0]?.status('notes')).toMatchObject({ state: 'degraded' });
});

it.each([
  ['garbage', 200, '}{'],
  ['nothing', 200, ''],
  ['a page', 200, '<html>hello</html>'],
  ['a list', 200, '[]'],
  ['an object without a token', 200, '{"ok":true}'],
  ['an empty token', 200, '{"access_token":""}'],
  ['ten megabytes', 200, `{"access_token":"${'x'.repeat(10_000_000)}"}`],
  ['an unknown refusal', 400, '{"error":"something_new"}'],
])('keeps the connection when the endpoint answers %s', async (_what, status, body) => {
  const store = memoryStore();
  const { key } = await seedConnection(store, server);
  const before = await store.get(key);
  server.behave(async ({ response }) => send(response, { status, body }));
  const failure = await createSidecar({ plugins: [testedPlugin(server)], store, limits: { callerMs: 5000 } })
    .connection('notes')
    .getAccessToken()
    .catch((error) => error);
  expect(failure).toMatchObject({ retryable: true, nextAction: 'Try again later; the connection is kept.' });
  expect(await store.get(key)).toEqual(before);
});

it('shows no token in anything that it hands out or throws', async () => {
  const store = memoryStore();
  const { accessToken, refreshToken } = await seedConnection(store, server);
  const secrets = [accessToken, refreshToken, server.client.secret];
  server.behave(async ({ response, pass }) => {
    const { body } = await pass();
    const parsed = JSON.parse(body);
    secrets.push(parsed.access_token, parsed.refresh_token);
    send(response, {
      status: 400,
      body: JSON.stringify({ error: 'odd', error_description: `${refreshToken} ${parsed.access_token}` }),
    });
  });
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const sidecar = createSidecar({
    plugins: [testedPlugin(server)],
    store,
    logger: { debug: write, info: write, warn: write, error: write },
  });
  const handle = sidecar.connection('notes');
  const failure = await handle.getAccessToken().catch((error) => error);
  const shown = [
    failure,
    failure.cause,
    failure.stack,
    JSON.stringify(failure),
    sidecar,
    handle,
    await sidecar.statuses(),
    lines,
    await sidecar.describe(),
  ]
    .map((value) =>
      typeof value === 'string' ? value : inspect(value, { depth: 20, showHidden: true, getters: true }),
    )
    .join('\n');
  for (const secret of secrets) expect(shown).not.toContain(secret);
});
