const windowMs = 60_000;
const attemptsPerWindow = 10;

/** Slows down guessing: at most ten wrong passwords a minute for each name. */
export class SignInLimit {
  readonly #failures = new Map<string, { count: number; readonly since: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  allows(name: string): boolean {
    return (this.#current(name)?.count ?? 0) < attemptsPerWindow;
  }

  noteFailure(name: string): void {
    const current = this.#current(name) ?? { count: 0, since: this.#now() };
    this.#failures.set(name, { ...current, count: current.count + 1 });
  }

  #current(name: string) {
    for (const [other, { since }] of this.#failures)
      if (this.#now() - since >= windowMs) this.#failures.delete(other);
    return this.#failures.get(name);
  }
}
