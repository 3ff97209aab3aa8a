/** How many foreign holders one process remembers at most. */
const rememberedHolders = 1000;

/** What a waiter saw of a holder, and when, on its own monotonic clock. */
interface Sighting {
  readonly sign: string;
  readonly silentMs: number;
  readonly last: number;
}

/** What a look at a holder tells. */
export interface Look {
  /** For how long the holder has given no new sign of life; 0 at the first look. */
  readonly silentMs: number;
  /** How long ago the waiter looked last; 0 at the first look. */
  readonly sinceLastLookMs: number;
}

/** What a waiter remembers of the holders of leases: whoever gives the same sign for long is dead. No two clocks are compared. */
export class HolderSightings {
  readonly #monotonic: () => number;
  readonly #sightings = new Map<string, Sighting>();

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /**
   * Looks at the sign of life that the present holder of `name` has left. Of the time since the last look no more than
   * `mostCountedMs` counts as silence: for a waiter that could not look for longer, the holder may have had no way either.
   */
  look(name: string, sign: string, mostCountedMs = Number.POSITIVE_INFINITY): Look {
    const now = this.#monotonic();
    const seen = this.#sightings.get(name);
    const before = seen?.sign === sign ? seen : { silentMs: 0, last: now };
    const sinceLastLookMs = now - before.last;
    const silentMs = before.silentMs + Math.min(sinceLastLookMs, mostCountedMs);
    this.#sightings.delete(name);
    this.#sightings.set(name, { sign, silentMs, last: now });
    for (const oldest of this.#sightings.keys()) {
      if (this.#sightings.size <= rememberedHolders) break;
      this.#sightings.delete(oldest);
    }
    return { silentMs, sinceLastLookMs };
  }

  forget(name: string): void {
    this.#sightings.delete(name);
  }
}
