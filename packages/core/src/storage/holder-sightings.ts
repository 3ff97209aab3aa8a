/** How many foreign holders one process remembers at most. */
const rememberedHolders = 1000;

/** What a waiter saw of a holder, and when, on its own monotonic clock. */
interface Sighting {
  readonly sign: string;
  readonly first: number;
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

  /** Looks at the sign of life that the present holder of `name` has left. */
  look(name: string, sign: string): Look {
    const now = this.#monotonic();
    const seen = this.#sightings.get(name);
    const { first, last } = seen?.sign === sign ? seen : { first: now, last: now };
    this.#sightings.delete(name);
    this.#sightings.set(name, { sign, first, last: now });
    for (const oldest of this.#sightings.keys()) {
      if (this.#sightings.size <= rememberedHolders) break;
      this.#sightings.delete(oldest);
    }
    return { silentMs: now - first, sinceLastLookMs: now - last };
  }

  forget(name: string): void {
    this.#sightings.delete(name);
  }
}
