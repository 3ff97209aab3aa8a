import type { Lease, Leases, Store } from '@sidecar/core';
import type { BrokenStore } from './broken-store.ts';
import { rightStore } from './right-store.ts';

interface Held {
  owner: string;
  until: number;
}

/** Leases in this process, whose parts the broken ones replace. */
function memoryLeases(parts: Partial<typeof rightParts> = {}): Leases {
  const { nameOf, renew, release, gapMs } = { ...rightParts, ...parts };
  const held = new Map<string, Held>();
  return {
    async acquire(given, ttlMs): Promise<Lease | undefined> {
      const name = nameOf(given);
      const isTaken = (held.get(name)?.until ?? 0) > performance.now();
      if (isTaken) return undefined;
      if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
      const owner = crypto.randomUUID();
      held.set(name, { owner, until: performance.now() + ttlMs });
      return {
        renew: async () => renew({ held, name, owner, ttlMs }),
        release: async () => release({ held, name, owner, ttlMs }),
      };
    },
  };
}

interface Place {
  readonly held: Map<string, Held>;
  readonly name: string;
  readonly owner: string;
  readonly ttlMs: number;
}

const rightParts = {
  nameOf: (name: string) => name,
  gapMs: 0,
  renew: ({ held, name, owner, ttlMs }: Place): boolean => {
    const entry = held.get(name);
    if (entry?.owner !== owner) return false;
    entry.until = performance.now() + ttlMs;
    return true;
  },
  release: ({ held, name, owner }: Place): void => {
    if (held.get(name)?.owner === owner) held.delete(name);
  },
};

function withLeases(parts?: Partial<typeof rightParts>): Store {
  return { ...rightStore(), leases: memoryLeases(parts) };
}

/** A right one, to show that the rules do not refuse everything. */
export const rightLeases = () => withLeases();

/** Stores whose own leases do not hold. */
export const brokenLeases: readonly BrokenStore[] = [
  {
    fault: 'gives a lease to all who ask at the same moment',
    breaks: ['one-owner'],
    create: () => withLeases({ gapMs: 2 }),
  },
  {
    fault: 'has one lease for names that differ in case',
    breaks: ['one-owner'],
    create: () => withLeases({ nameOf: (name) => name.toLowerCase() }),
  },
  {
    fault: 'has leases per user only',
    breaks: ['one-owner'],
    create: () => withLeases({ nameOf: (name) => name.split('/')[0] ?? '' }),
  },
  {
    fault: 'lets anybody release a lease',
    breaks: ['released-by-its-owner', 'lost-when-silent'],
    create: () => withLeases({ release: ({ held, name }) => void held.delete(name) }),
  },
  {
    fault: 'renews a lease for whoever asks',
    breaks: ['released-by-its-owner', 'lost-when-silent'],
    create: () =>
      withLeases({
        renew: ({ held, name, ttlMs }) => {
          const entry = held.get(name);
          if (entry) entry.until = performance.now() + ttlMs;
          return entry !== undefined;
        },
      }),
  },
  {
    fault: 'says that a lease is renewed and lets it run out',
    breaks: ['kept-by-renewal'],
    create: () => withLeases({ renew: ({ held, name, owner }) => held.get(name)?.owner === owner }),
  },
  {
    fault: 'leaves a released lease to run out',
    breaks: ['released-by-its-owner'],
    create: () => withLeases({ release: () => undefined }),
  },
];
