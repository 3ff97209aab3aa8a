interface Window {
  used: number;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}

/** How many calls are allowed in how long. */
export interface RateLimit {
  readonly calls: number;
  readonly windowSeconds: number;
}

const defaultWindowSeconds = 15 * 60;

/** Counts calls per person and endpoint in fixed windows, as X does. */
export class RateLimits {
  readonly #windows = new Map<string, Window>();
  #override: RateLimit | undefined;

  /** Uses one limit for every endpoint, or each endpoint's own again; counting starts anew. */
  set(limit: RateLimit | undefined): void {
    this.#override = limit;
    this.#windows.clear();
  }

  /** Counts a call. Says whether it is allowed, and what the `x-rate-limit-*` headers are. */
  count(
    key: string,
    calls: number,
    now: number,
  ): { readonly allowed: boolean; readonly headers: Record<string, string> } {
    const limit = this.#override ?? { calls, windowSeconds: defaultWindowSeconds };
    const known = this.#windows.get(key);
    const window =
      known && known.endsAt > now ? known : { used: 0, endsAt: now + limit.windowSeconds * 1000 };
    this.#windows.set(key, window);
    const allowed = window.used < limit.calls;
    if (allowed) window.used += 1;
    const headers = {
      'x-rate-limit-limit': String(limit.calls),
      'x-rate-limit-remaining': String(limit.calls - window.used),
      'x-rate-limit-reset': String(Math.ceil(window.endsAt / 1000)),
    };
    return { allowed, headers };
  }
}
