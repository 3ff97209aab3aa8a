import { expect, it, vi } from 'vitest';
import { serve } from '../../test/serve.ts';
import { toyPlugin } from '../../test/toy-plugin.ts';
import { systemClock } from '../clock.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import { createSidecar } from './create-sidecar.ts';

const limited = { code: 'rate_limited', retryable: true };

/** The same data through another object, as another process has it. */
function secondProcess(store: Store): Store {
  const { get, set, delete: remove, list } = store;
  return { get, set, delete: remove, list };
}

/** The machine's clock, put forward by a test. */
function movableClock() {
  let aheadMs = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + aheadMs,
    monotonic: () => systemClock.monotonic() + aheadMs,
    advance: (durationMs: number) => {
      aheadMs += durationMs;
    },
  };
}

/** Two processes over one store, at an API that answers its second question (the first asks who it is) with a limit. */
async function twoProcesses(retryAfter: string) {
  const api = await serve(({ url }, response, count) => {
    if (count === 2) return response.writeHead(429, { 'retry-after': retryAfter }).end();
    response.setHeader('content-type', 'application/json');
    return response.end(url === '/me' ? '{"id":"ada","label":"ada"}' : '[]');
  });
  const store = memoryStore();
  const clock = movableClock();
  const open = (ownStore: Store) =>
    createSidecar({ plugins: [toyPlugin(api.origin)], store: ownStore, clock, random: () => 0 });
  const first = open(store);
  await first.connect('notes', { auth: 'token', fields: { token: 'token-of-ada' } });
  return { api, clock, store, first, second: open(secondProcess(store)) };
}

it('holds back every process after one of them was told to wait', async () => {
  const { api, first, second } = await twoProcesses('45');
  await expect(first.run('notes_list', {})).rejects.toMatchObject({
    ...limited,
    retryAfterMs: expect.any(Number),
  });
  await expect(second.run('notes_list', {})).rejects.toMatchObject(limited);
  expect(api.seen.map(({ url }) => url)).toEqual(['/me', '/notes']);
  expect(await second.status('notes')).toMatchObject({
    state: 'degraded',
    authenticated: true,
    reason: 'Notes limits how often it can be asked.',
    nextAction: 'Try again in 45 seconds.',
  });
});

it('goes on in every process once the limit is over, and leaves nothing of it in the store', async () => {
  const { clock, store, first, second } = await twoProcesses('45');
  await expect(first.run('notes_list', {})).rejects.toMatchObject(limited);
  await expect(second.run('notes_list', {})).rejects.toMatchObject(limited);
  expect(await store.list('holds/')).toHaveLength(1);
  clock.advance(45_000);
  expect(await second.run('notes_list', {})).toEqual({ notes: [], asked: 10 });
  expect(await first.status('notes')).toMatchObject({ state: 'connected' });
  expect(await store.list('holds/')).toEqual([]);
});

it('waits out a short limit that another process met', async () => {
  const { api, store, first, second } = await twoProcesses('0.7');
  const told = first.run('notes_list', {});
  await vi.waitUntil(async () => (await store.list('holds/')).length > 0);
  const sentBefore = api.seen.length;
  const waiting = second.run('notes_list', {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(api.seen).toHaveLength(sentBefore);
  expect(await Promise.all([told, waiting])).toHaveLength(2);
  expect(api.seen).toHaveLength(4);
});

it('asks the provider again after a minute, however long it told to wait', async () => {
  const { api, clock, first, second } = await twoProcesses('86400');
  await expect(first.run('notes_list', {})).rejects.toMatchObject(limited);
  clock.advance(60_000);
  expect(await second.run('notes_list', {})).toEqual({ notes: [], asked: 10 });
  expect(api.seen.map(({ url }) => url)).toEqual(['/me', '/notes', '/notes']);
});

it('does not fail a call because a limit cannot be read or told', async () => {
  const { first, store } = await twoProcesses('0.3');
  const { get } = store;
  store.get = (key) => (key.startsWith('holds/') ? Promise.reject(new Error('no')) : get(key));
  expect(await first.run('notes_list', {})).toEqual({ notes: [], asked: 10 });
});

it('ends with the connection: whoever connects there next is not held back, and nothing stays behind', async () => {
  const { store, first, second } = await twoProcesses('86400');
  await expect(first.run('notes_list', {})).rejects.toMatchObject(limited);
  await expect(second.run('notes_list', {})).rejects.toMatchObject(limited);
  await first.disconnect('notes');
  expect(await store.list('holds/')).toEqual([]);
  await first.connect('notes', { auth: 'token', fields: { token: 'token-of-bob' } });
  expect(await first.status('notes')).toMatchObject({ state: 'connected' });
  for (const process of [first, second])
    expect(await process.run('notes_list', {})).toMatchObject({ notes: [] });
});

it('stays with a connection that is made anew without being disconnected', async () => {
  const { api, first } = await twoProcesses('45');
  await expect(first.run('notes_list', {})).rejects.toMatchObject(limited);
  await first.connect('notes', { auth: 'token', fields: { token: 'token-of-ada' } });
  await expect(first.run('notes_list', {})).rejects.toMatchObject(limited);
  expect(api.seen.map(({ url }) => url)).toEqual(['/me', '/notes', '/me']);
});

it('that cannot be read changes no state', async () => {
  const { first, store } = await twoProcesses('45');
  const { get } = store;
  store.get = (key) => (key.startsWith('holds/') ? Promise.reject(new Error('no')) : get(key));
  expect(await first.status('notes')).toMatchObject({ state: 'connected' });
});

it('keeps no disconnect waiting for a store of holds that does not answer', async () => {
  const { api, store } = await twoProcesses('45');
  const silent = () => new Promise<never>(() => {});
  const holds = { get: silent, set: silent, delete: silent, list: silent };
  const sidecar = createSidecar({ plugins: [toyPlugin(api.origin)], store: { tokens: store, holds } });
  await sidecar.disconnect('notes');
  expect(await sidecar.status('notes')).toMatchObject({ state: 'disconnected' });
}, 10_000);
