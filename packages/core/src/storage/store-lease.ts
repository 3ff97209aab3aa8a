import type { Clock } from '../clock.ts';
import { HolderSightings } from './holder-sightings.ts';
import { storeKey } from './keys.ts';
import type { Lease, Leases, Store, StoredValue } from './store.ts';

/** How much of a ttl counts at most of the time between two looks: half a heartbeat. */
const countedPart = 1 / 6;

/**
 * Leases over any store, as entries `leases/<name>` that their holder keeps changing. A holder is dead when its
 * entry has not changed for its `ttlMs` of the waiter's own monotonic time: no two clocks are compared. Time in which
 * nobody could look hardly counts: while a store is away, the holder cannot renew, and may have sent its request.
 */
export function storeLeases(store: Store, clock: Clock): Leases {
  const sightings = new HolderSightings(() => clock.monotonic());

  return {
    async acquire(name, ttlMs) {
      const key = leaseKey(name);
      const entry = await store.get(key);
      if (entry) {
        const heldMs = heldForMs(entry, ttlMs);
        const { silentMs } = sightings.look(name, entry.version, heldMs * countedPart);
        if (silentMs < heldMs) return undefined;
      }
      const owner = crypto.randomUUID();
      const version = await store.set(key, holding({ owner, beat: 0, ttlMs }), entry?.version);
      sightings.forget(name);
      return version === undefined ? undefined : heldLease(store, { key, owner, ttlMs, version });
    },
  };
}

/** A lease's name is a path that is safe already, such as `ada/gmail/default`. */
function leaseKey(name: string): string {
  return `${storeKey('leases')}/${name}`;
}

interface Holding {
  readonly owner: string;
  readonly beat: number;
  readonly ttlMs: number;
}

function holding(entry: Holding): string {
  return JSON.stringify(entry);
}

function readHolding(entry: StoredValue | undefined): Partial<Holding> {
  if (entry === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(entry.value);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function heldForMs(entry: StoredValue, fallbackMs: number): number {
  const { ttlMs } = readHolding(entry);
  return typeof ttlMs === 'number' && ttlMs > 0 ? ttlMs : fallbackMs;
}

interface HeldLease {
  readonly key: string;
  readonly owner: string;
  readonly ttlMs: number;
  readonly version: string;
}

function heldLease(store: Store, { key, owner, ttlMs, version: firstVersion }: HeldLease): Lease {
  let version: string | undefined = firstVersion;
  let beat = 0;
  let lastStep: Promise<unknown> = Promise.resolve();

  /** A heartbeat and a release must not overtake each other. */
  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const turn = lastStep.then(step);
    lastStep = turn.catch(() => undefined);
    return turn;
  }

  /** The version under which the entry is ours: a write whose answer was lost has moved it on. */
  async function ownVersion(): Promise<string | undefined> {
    const entry = await store.get(key);
    return readHolding(entry).owner === owner ? entry?.version : undefined;
  }

  async function beatOnce(): Promise<string | undefined> {
    if (version === undefined) return undefined;
    beat += 1;
    const value = holding({ owner, beat, ttlMs });
    const renewed = await store.set(key, value, version);
    if (renewed !== undefined) return renewed;
    const own = await ownVersion();
    return own === undefined ? undefined : store.set(key, value, own);
  }

  return {
    renew: () =>
      inTurn(async () => {
        version = await beatOnce();
        return version !== undefined;
      }),
    release: () =>
      inTurn(async () => {
        const held = version;
        version = undefined;
        if (held === undefined || (await store.delete(key, held))) return;
        const own = await ownVersion();
        if (own !== undefined) await store.delete(key, own);
      }),
  };
}
