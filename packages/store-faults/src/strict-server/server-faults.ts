import type { ServerResponse } from 'node:http';

/** Not processed are `hang` (no answer until `recover`, which cuts it) and a `status`; `delayMs` holds the answer back after everything is done. */
export type ServerFault = 'hang' | { readonly delayMs: number } | { readonly status: number };

/** The misbehaviour that was ordered, and the connections that hang because of it. */
export class ServerFaults {
  readonly #hanging = new Set<ServerResponse>();
  #ordered: { readonly fault: ServerFault; left: number } | undefined;

  order(fault: ServerFault, times: number): void {
    this.#ordered = { fault, left: times };
  }

  /** The fault of the request that has just come; undefined when it is to be answered well. */
  next(): ServerFault | undefined {
    const ordered = this.#ordered;
    if (!ordered) return undefined;
    ordered.left -= 1;
    if (ordered.left <= 0) this.#ordered = undefined;
    return ordered.fault;
  }

  hang(response: ServerResponse): void {
    this.#hanging.add(response);
  }

  /** Ends it, and cuts what hangs. */
  recover(): void {
    this.#ordered = undefined;
    for (const response of this.#hanging) response.socket?.destroy();
    this.#hanging.clear();
  }
}
