import type { LeaseFolder } from './lease-folder.ts';

/** The lock of a lease's present generation, in our hands. */
export interface Claim {
  /** Beats, and tells whether the lease is still ours. */
  confirm(): boolean;
  close(): void;
}

/** The holder of a generation and the last sign of life that it gave. */
export interface SilentHolder {
  readonly generation: number;
  readonly sign: string | undefined;
}

/** Locks a generation; undefined when another process has it, or when it is over. */
export function claim(place: LeaseFolder, generation: number, ttlMs: number): Claim | undefined {
  return lockGeneration(place, generation, { ttlMs, mayHave: () => true });
}

/** Begins the next generation after a silent holder's. Of several who try, one gets its lock. */
export function takeOver(
  place: LeaseFolder,
  { generation, sign }: SilentHolder,
  ttlMs: number,
): Claim | undefined {
  const next = generation + 1;
  // A holder beats before it looks for a next generation, and we look at its beat after making one: so if it went on
  // at the last moment, at least one of us notices. Where its beat is gone, the next generation had a holder already.
  const mayHave = () => {
    const lastSign = place.beat(generation).readSign();
    if (lastSign === undefined || lastSign === sign) return true;
    place.remove(next);
    return false;
  };
  return lockGeneration(place, next, { ttlMs, mayHave });
}

function lockGeneration(
  place: LeaseFolder,
  generation: number,
  { ttlMs, mayHave }: { readonly ttlMs: number; readonly mayHave: () => boolean },
): Claim | undefined {
  const lock = place.lock(generation);
  try {
    if (lock.tryAcquire()) {
      const beat = place.beat(generation);
      beat.start(ttlMs);
      if (mayHave() && isPresent(place, generation)) {
        return {
          confirm: () => beat.next() && lock.stillInPlace() && place.presentGeneration() === generation,
          close: () => lock.close(),
        };
      }
    }
  } catch (error) {
    lock.close();
    throw error;
  }
  lock.close();
  return undefined;
}

/** Whether no later generation has begun; clears away those that are over. */
function isPresent(place: LeaseFolder, generation: number): boolean {
  const generations = place.generations();
  const present = generations.at(-1) ?? 0;
  for (const over of generations) if (over < present) place.remove(over);
  return present === generation;
}
