import type { ReceivedRequest } from './received-request.ts';

/** A request that reached the token endpoint. */
export interface TokenRequest {
  readonly grantType: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The requests to the token endpoint, and who waits for them. */
export class TokenLog {
  readonly requests: TokenRequest[] = [];
  readonly #waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();

  add({ parameters = {}, headers }: ReceivedRequest): void {
    this.requests.push({ grantType: parameters.grant_type ?? '', parameters, headers });
    for (const waiting of this.#waiting) {
      if (this.requests.length < waiting.count) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }

  /** Resolves when there are so many. */
  reached(count: number): Promise<void> {
    if (this.requests.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ count, resolve }));
  }
}
