/** What is kept at most; a bigger organization is looked up more often. */
const mostEntries = 50_000;

/** Names that were looked up, forgotten after a while, since channels and people are renamed. */
export class NameCache<Entry> {
  readonly #entries = new Map<string, { readonly entry: Entry; readonly knownAt: number }>();
  readonly #lifetimeMs: number;
  readonly #now: () => number;

  constructor({ lifetimeMs, now }: { readonly lifetimeMs: number; readonly now: () => number }) {
    this.#lifetimeMs = lifetimeMs;
    this.#now = now;
  }

  get(name: string): Entry | undefined {
    const known = this.#entries.get(name);
    return known && Math.abs(this.#now() - known.knownAt) < this.#lifetimeMs ? known.entry : undefined;
  }

  set(name: string, entry: Entry): void {
    if (this.#entries.size >= mostEntries) this.#entries.clear();
    this.#entries.set(name, { entry, knownAt: this.#now() });
  }
}
