import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import { parseJson } from '../http/read-text.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';
import { type PendingAuthorization, pendingAuthorization } from './pending-authorization.ts';
import { sha256Hex } from './sha256-hex.ts';

/** How many entries one sweep looks at: enough to keep up, since each start adds one. */
const sweepSize = 8;

/** A pending authorization and the version under which it is stored. */
export interface FoundAuthorization {
  readonly pending: PendingAuthorization;
  readonly version: string;
}

/** The authorizations under way, in the store under a hash of their state, so that any process may take the callback. */
export interface PendingAuthorizations {
  add(state: string, pending: PendingAuthorization): Promise<void>;
  find(state: string): Promise<FoundAuthorization | undefined>;
  /** Claims it for one callback; false when another one was faster. */
  take(state: string, found: FoundAuthorization): Promise<boolean>;
  remove(state: string, found: FoundAuthorization): Promise<void>;
  /** Removes some of those that have expired. */
  sweep(): Promise<void>;
}

/** Keeps pending authorizations in `store`. */
export function pendingAuthorizations(store: Store, clock: Clock): PendingAuthorizations {
  const read = async (key: string): Promise<FoundAuthorization | undefined> => {
    const stored = await store.get(key);
    if (!stored) return undefined;
    const parsed = pendingAuthorization().safeParse(parseJson(stored.value));
    if (!parsed.success) throw unreadable();
    return { pending: parsed.data, version: stored.version };
  };
  return {
    add: async (state, pending) => {
      const version = await store.set(await keyOf(state), JSON.stringify(pending), undefined);
      if (version === undefined)
        throw new SidecarError('store_failed', 'The store did not take a new authorization.');
    },
    find: async (state) => read(await keyOf(state)),
    take: async (state, { pending, version }) => {
      const { codeVerifier: _, ...rest } = pending;
      const taken: PendingAuthorization = { ...rest, takenAt: clock.now() };
      return (await store.set(await keyOf(state), JSON.stringify(taken), version)) !== undefined;
    },
    remove: async (state, { version }) => {
      await store.delete(await keyOf(state), version);
    },
    sweep: async () => {
      for (const key of await someKeys(store)) {
        const found = await read(key);
        if (found && found.pending.expiresAt <= clock.now()) await store.delete(key, found.version);
      }
    },
  };
}

/** Never the state itself: who reads the store must not be able to finish someone's authorization. */
async function keyOf(state: string): Promise<string> {
  return storeKey('pending', await sha256Hex(state));
}

/** A few keys from a random place on, round the end: whoever sweeps often enough comes across all of them. */
async function someKeys(store: Store): Promise<readonly string[]> {
  const prefix = `${storeKey('pending')}/`;
  const after = await store.list(prefix, storeKey('pending', await sha256Hex(crypto.randomUUID())));
  if (after.length >= sweepSize) return after.slice(0, sweepSize);
  const first = await store.list(prefix);
  return [...new Set([...after, ...first])].slice(0, sweepSize);
}

function unreadable(): SidecarError {
  return new SidecarError('store_corrupt', 'What the store holds of this authorization cannot be read.', {
    nextAction: 'Start the connection again.',
  });
}
