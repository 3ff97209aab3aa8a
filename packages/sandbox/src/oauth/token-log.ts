import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** One request to a token endpoint. It names no token, code or secret. */
export interface TokenRequest {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Absent when the request never got as far as being read, because of a fault. */
  readonly grantType?: string;
  /** Absent while, or when, nothing is answered. */
  readonly status?: number;
  readonly error?: string;
}

/** Counts what arrives at a token endpoint, whatever becomes of it. */
export class TokenLog {
  readonly #entries: TokenRequest[] = [];
  readonly #positions = new WeakMap<IncomingMessage, number>();

  begin(request: IncomingMessage): void {
    this.#positions.set(request, this.#entries.length);
    this.#entries.push({ at: Date.now() });
  }

  note(request: IncomingMessage, outcome: Omit<TokenRequest, 'at'>): void {
    const position = this.#positions.get(request);
    const entry = position === undefined ? undefined : this.#entries[position];
    if (position !== undefined && entry) this.#entries[position] = { ...entry, ...outcome };
  }

  list(): TokenRequest[] {
    return [...this.#entries];
  }

  /** Notes grant type and outcome of each request that the authorization server handles. */
  middleware() {
    return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
      await next();
      if (context.oidc?.route !== 'token') return;
      const grantType = context.oidc.params?.grant_type;
      const body: unknown = context.body;
      const error =
        typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : undefined;
      this.note(context.req, {
        status: context.status,
        ...(typeof grantType === 'string' && { grantType }),
        ...(error !== undefined && { error }),
      });
    };
  }
}
