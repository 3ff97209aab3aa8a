/** A request that was sent, with its answer where that is known, as the official descriptions are asked about it. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly response?: { readonly status: number; readonly body?: unknown };
}
