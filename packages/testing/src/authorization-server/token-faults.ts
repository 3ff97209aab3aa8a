import type { ServerResponse } from 'node:http';
import type { TokenFault } from './token-fault.ts';

/** The misbehaviour that was ordered, and the connections that hang because of it. */
export class TokenFaults {
  readonly #hanging = new Set<ServerResponse>();
  #ordered: { readonly fault: TokenFault; left: number } | undefined;

  order(fault: TokenFault, times: number): void {
    this.#ordered = { fault, left: times };
  }

  /** The fault of the request that has just come; undefined when it is to be answered well. */
  next(response: ServerResponse): TokenFault | undefined {
    const ordered = this.#ordered;
    if (!ordered) return undefined;
    ordered.left -= 1;
    if (ordered.left <= 0) this.#ordered = undefined;
    if (ordered.fault === 'hang') this.#hanging.add(response);
    return ordered.fault;
  }

  /** Ends it, and cuts what hangs. */
  recover(): void {
    this.#ordered = undefined;
    for (const response of this.#hanging) response.socket?.destroy();
    this.#hanging.clear();
  }
}
