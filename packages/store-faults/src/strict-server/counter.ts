/** Counts, and tells who waits for a number. */
export class Counter {
  readonly #waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(): void {
    this.#count += 1;
    for (const waiting of this.#waiting) {
      if (this.#count < waiting.count) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }

  /** Resolves when there are so many. */
  reached(count: number): Promise<void> {
    if (this.#count >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ count, resolve }));
  }
}
