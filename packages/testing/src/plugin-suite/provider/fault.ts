/** How a provider fails at one of a tool's requests. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** Nobody listens: the request cannot be sent. */
  | { readonly kind: 'refused' }
  /** The connection ends after the request was read, before any answer. */
  | { readonly kind: 'cut' }
  /** The connection ends in the middle of the answer's body. */
  | { readonly kind: 'cut-body' }
  /** No answer comes, and the connection stays open. */
  | { readonly kind: 'silent' }
  /** An answer begins, and its body does not go on. */
  | { readonly kind: 'silent-body' };

/** A fault and the requests that it happens to. */
export interface FaultAt {
  /** Which of the tool's requests, by its step; every one unless given. */
  readonly step?: string;
  /** How often; always unless given. */
  readonly times?: number;
  readonly fault: Fault;
}
