import type { Parameters } from './parameters.ts';
import type { XStore, XUser } from './x-store.ts';

/** One call that has passed authentication, rate limit and parameter check. */
export interface XCall {
  readonly store: XStore;
  readonly user: XUser;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly request: Request;
  readonly now: number;
}

/** One method of the X API: where it is, what it needs, what it does. */
export interface XMethod {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** All of them. */
  readonly scopes: readonly string[];
  readonly parameters: Parameters;
  /** Calls per 15 minutes and person. */
  readonly calls: number;
  readonly status?: number;
  readonly run: (call: XCall) => object | Promise<object>;
}
