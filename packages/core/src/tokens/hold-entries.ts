import type { Clock } from '../clock.ts';
import { parseJson } from '../http/read-text.ts';
import type { Store } from '../storage/store.ts';

/** How many entries one process remembers to have seen. */
const rememberedEntries = 1_000;

/** What every hold says of itself; milliseconds, and since the epoch. */
export interface HoldEntry {
  readonly startedAt: number;
  readonly durationMs: number;
}

interface FoundHold<Entry> {
  readonly entry: Entry;
  readonly version: string;
  readonly elapsedMs: number;
}

/** Holds in a store, read so that it does no harm when hosts' clocks disagree. */
export class HoldEntries<Entry extends HoldEntry> {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #parse: (value: unknown) => Entry | undefined;
  /** When this process first saw an entry. */
  readonly #firstSeen = new Map<string, { readonly version: string; readonly at: number }>();

  /** `parse` answers undefined for what is no entry. */
  constructor(store: Store, clock: Clock, parse: (value: unknown) => Entry | undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#parse = parse;
  }

  /** The entry and how long it has been there; undefined where there is none. */
  async read(key: string): Promise<FoundHold<Entry> | undefined> {
    const stored = await this.#store.get(key);
    const entry = stored && this.#parse(parseJson(stored.value));
    return (
      entry && { entry, version: stored.version, elapsedMs: this.#elapsedMs(key, stored.version, entry) }
    );
  }

  /** Writes what follows from the entry before; whoever was faster has told the same. */
  async replace(key: string, next: (before: Entry | undefined) => Entry): Promise<Entry> {
    const stored = await this.#store.get(key);
    const entry = next(stored && this.#parse(parseJson(stored.value)));
    await this.#store.set(key, JSON.stringify(entry), stored?.version);
    return entry;
  }

  /** Removes what is there; with a version only that one. */
  async clear(key: string, version?: string): Promise<void> {
    const found = version ?? (await this.#store.get(key))?.version;
    this.#firstSeen.delete(key);
    if (found !== undefined) await this.#store.delete(key, found);
  }

  #elapsedMs(key: string, version: string, { startedAt }: Entry): number {
    const seen = this.#firstSeen.get(key);
    const first = seen?.version === version ? seen : { version, at: this.#clock.monotonic() };
    this.#remember(key, first);
    // A start in the future was written by a host whose clock is ahead: then only what this process saw counts.
    return Math.max(this.#clock.monotonic() - first.at, this.#clock.now() - startedAt);
  }

  /** Keeps the latest only: an outage may concern very many connections. */
  #remember(key: string, sighting: { readonly version: string; readonly at: number }): void {
    this.#firstSeen.delete(key);
    this.#firstSeen.set(key, sighting);
    const [oldest] = this.#firstSeen.keys();
    if (this.#firstSeen.size > rememberedEntries && oldest !== undefined) this.#firstSeen.delete(oldest);
  }
}
