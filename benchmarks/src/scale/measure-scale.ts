import { createSidecar, type Store } from '@sidecar/core';
import { encrypted } from '@sidecar/core/crypto';
import type { TokenEndpoints } from '../contestant.ts';
import { median } from '../median.ts';
import { notesPlugin } from '../notes-plugin.ts';
import { storedRecord } from '../stored-record.ts';
import { inParallel } from './in-parallel.ts';
import { measureRotation } from './measure-rotation.ts';
import type { ScaleStore } from './scale-store.ts';
import type { EagerEndpoint } from './start-eager-endpoint.ts';

/** What a number of stored connections costs. Times in milliseconds unless their name says otherwise. */
export interface ScaleResult {
  readonly connections: number;
  readonly hotCallsPerSecond: number;
  readonly coldMedianMs: number;
  readonly coldPerSecond: number;
  readonly coldStatements: number;
  readonly refreshesPerSecond: number;
  readonly refreshStatements: number;
  readonly refreshRequests: number;
  readonly connectionsUsed: number;
  readonly statusMs: number;
  readonly rotationPerSecond: number;
}

const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);
const coldCalls = 1_000;
const expiringTogether = 1_000;
const hotCalls = 300_000;

/** Stores so many connections, each of a user of its own, and measures what they are used for. */
export async function measureScale(
  count: number,
  { scaleStore, endpoint }: { readonly scaleStore: ScaleStore; readonly endpoint: EagerEndpoint },
): Promise<ScaleResult> {
  const { endpoints } = endpoint;
  const open = () => openSidecar(encrypted(scaleStore.open(), oldKey), endpoints);
  await seed(encrypted(scaleStore.open(), oldKey), { count, endpoints });
  const sidecar = open();
  const hot = sidecar.forUser(userName(count - 1)).connection('notes');
  const hotCallsPerSecond = await perSecond(hotCalls, async () => {
    for (let call = 0; call < hotCalls; call += 1) await hot.getAccessToken();
  });
  const cold = await measureCold(open, { count, scaleStore });
  const refresh = await measureRefresh(open, { scaleStore, endpoint });
  const startedAt = performance.now();
  await open()
    .forUser(userName(count - 2))
    .statuses();
  const statusMs = performance.now() - startedAt;
  const rotating = encrypted(scaleStore.open(), [newKey, oldKey]);
  const total = count + expiringTogether;
  const rotationPerSecond = await measureRotation(rotating, {
    total,
    keyOf: (index) => recordKey(index < count ? userName(index) : `late-${index - count}`),
  });
  return { connections: count, hotCallsPerSecond, ...cold, ...refresh, statusMs, rotationPerSecond };
}

function openSidecar(store: Store, endpoints: TokenEndpoints) {
  return createSidecar({ plugins: [notesPlugin(endpoints)], store, users: 'many' });
}

type OpenSidecar = () => ReturnType<typeof openSidecar>;

function userName(index: number): string {
  return `user-${String(index).padStart(6, '0')}`;
}

function recordKey(user: string): string {
  return `tokens/${user}/notes/default`;
}

async function seed(
  store: Store,
  { count, endpoints }: { readonly count: number; readonly endpoints: TokenEndpoints },
): Promise<void> {
  const save = (user: string, expiresAt: number) => {
    const connection = {
      name: user,
      accessToken: `access of ${user}`,
      refreshToken: `refresh of ${user}`,
      expiresAt,
    };
    return store.set(recordKey(user), storedRecord(connection, endpoints), undefined);
  };
  await inParallel(count, 32, (index) => save(userName(index), Date.now() + 86_400_000));
  await inParallel(expiringTogether, 32, (index) => save(`late-${index}`, Date.now() - 1_000));
}

/** Connections that nobody has used yet in this process: alone one after the other, then fifty at a time. */
async function measureCold(
  open: OpenSidecar,
  { count, scaleStore }: { readonly count: number; readonly scaleStore: ScaleStore },
) {
  const calls = Math.min(coldCalls, count);
  const step = Math.max(1, Math.floor(count / calls));
  const alone = open();
  const times: number[] = [];
  const before = scaleStore.statements();
  for (let call = 0; call < calls; call += 1) {
    const startedAt = performance.now();
    await alone
      .forUser(userName(call * step))
      .connection('notes')
      .getAccessToken();
    times.push(performance.now() - startedAt);
  }
  const coldStatements = (scaleStore.statements() - before) / calls;
  const together = open();
  const coldPerSecond = await perSecond(calls, () =>
    inParallel(calls, 50, (call) =>
      together
        .forUser(userName(call * step))
        .connection('notes')
        .getAccessToken(),
    ),
  );
  return { coldMedianMs: median(times), coldPerSecond, coldStatements };
}

/** A thousand connections whose tokens have run out at the same moment, all of them asked for at once. */
async function measureRefresh(
  open: OpenSidecar,
  { scaleStore, endpoint }: { readonly scaleStore: ScaleStore; readonly endpoint: EagerEndpoint },
) {
  const sidecar = open();
  const requestsBefore = await endpoint.requests();
  const before = scaleStore.statements();
  const refreshesPerSecond = await perSecond(expiringTogether, async () => {
    const tokens = await Promise.all(
      Array.from({ length: expiringTogether }, (_, index) =>
        sidecar.forUser(`late-${index}`).connection('notes').getAccessToken(),
      ),
    );
    if (new Set(tokens).size !== expiringTogether) throw new Error('Connections share a token.');
  });
  return {
    refreshesPerSecond,
    refreshStatements: (scaleStore.statements() - before) / expiringTogether,
    refreshRequests: (await endpoint.requests()) - requestsBefore,
    connectionsUsed: scaleStore.connections(),
  };
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - startedAt);
}
