import { GithubError } from './github-error.ts';
import type { GithubMethod } from './github-method.ts';

/** A limit of one's own for every call. */
export interface GithubLimit {
  readonly calls: number;
  readonly windowSeconds: number;
  /** `secondary` says only by its words and `retry-after` that it is a limit. */
  readonly kind?: 'primary' | 'secondary';
}

interface Window {
  startedAt: number;
  used: number;
}

/** GitHub's own limits: calls and seconds. */
const own = {
  core: { calls: 5_000, windowSeconds: 3_600 },
  search: { calls: 30, windowSeconds: 60 },
  code_search: { calls: 10, windowSeconds: 60 },
} as const;

/** Counts what each account has used of GitHub's limits. */
export class GithubLimits {
  readonly #windows = new Map<string, Window>();
  #limit: GithubLimit | undefined;

  /** One limit for everything, or GitHub's own. Counting starts anew. */
  set(limit: GithubLimit | undefined): void {
    this.#limit = limit;
    this.#windows.clear();
  }

  /** Counts a call, and refuses it when there are none left; answers the headers that say so. */
  count(
    who: string,
    { method, nowMs }: { readonly method: Pick<GithubMethod, 'resource'>; readonly nowMs: number },
  ): Readonly<Record<string, string>> {
    const resource = method.resource ?? 'core';
    const limit: GithubLimit = this.#limit ?? own[resource];
    const key = `${who} ${this.#limit ? 'all' : resource}`;
    const window = this.#windowOf(key, limit, nowMs);
    window.used += 1;
    const headers = headersOf(window, limit, resource);
    if (window.used <= limit.calls) return headers;
    throw limit.kind === 'secondary' ? secondary(window, limit, nowMs) : primary(headers);
  }

  #windowOf(key: string, limit: GithubLimit, nowMs: number): Window {
    const known = this.#windows.get(key);
    if (known && nowMs < known.startedAt + limit.windowSeconds * 1000) return known;
    const fresh = { startedAt: nowMs, used: 0 };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

function headersOf(
  { startedAt, used }: Window,
  { calls, windowSeconds, kind }: GithubLimit,
  resource: string,
) {
  if (kind === 'secondary') return {};
  return {
    'x-ratelimit-limit': String(calls),
    'x-ratelimit-remaining': String(Math.max(0, calls - used)),
    'x-ratelimit-used': String(Math.min(used, calls)),
    'x-ratelimit-reset': String(Math.ceil(startedAt / 1000) + windowSeconds),
    'x-ratelimit-resource': resource,
  };
}

function primary(headers: Readonly<Record<string, string>>): GithubError {
  return new GithubError(403, 'API rate limit exceeded for user ID 1001.', { headers });
}

function secondary({ startedAt }: Window, { windowSeconds }: GithubLimit, nowMs: number): GithubError {
  const seconds = Math.max(1, Math.ceil((startedAt + windowSeconds * 1000 - nowMs) / 1000));
  const words = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return new GithubError(403, words, { headers: { 'retry-after': String(seconds) } });
}
