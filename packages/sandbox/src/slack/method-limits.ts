interface Window {
  used: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

const windowMs = 60_000;

/** Counts calls by method and installation in windows of a minute. https://docs.slack.dev/apis/web-api/rate-limits */
export class MethodLimits {
  readonly #windows = new Map<string, Window>();
  #override: number | undefined;

  /** Uses one limit for every method, or each method's own again; counting starts anew. */
  set(callsPerMinute: number | undefined): void {
    this.#override = callsPerMinute;
    this.#windows.clear();
  }

  /** Counts a call; answers after how many seconds the next is taken when this one is too many. */
  count(key: string, callsPerMinute: number, now: number): number | undefined {
    const known = this.#windows.get(key);
    const window = known && known.endsAt > now ? known : { used: 0, endsAt: now + windowMs };
    this.#windows.set(key, window);
    if (window.used >= (this.#override ?? callsPerMinute)) return Math.ceil((window.endsAt - now) / 1000);
    window.used += 1;
    return undefined;
  }
}
