import type { z } from 'zod';
import type { GithubStore, Repository } from './github-store.ts';
import type { Need, Principal } from './principal.ts';

/** One call that has passed authentication, limits and the checks of its input. */
export interface GithubCall {
  readonly store: GithubStore;
  readonly principal: Principal;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed by the method's schema; an empty object unless it has one. */
  readonly body: unknown;
  readonly accept: string;
  readonly now: number;
}

/** An answer: JSON with 200, or what else it says. */
export interface GithubAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Instead of JSON. */
  readonly raw?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call in a repository that the token may make there. */
export interface RepositoryCall extends GithubCall {
  readonly repository: Repository;
}

interface MethodFacts {
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Hono's pattern. */
  readonly path: string;
  readonly body?: z.ZodType;
  /** Query parameters that may only be one of these. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Calls in a minute, where it is not the usual limit. */
  readonly resource?: 'search' | 'code_search';
}

/** A call about one repository: its path begins with `/repos/:owner/:repo`. */
export interface RepositoryMethod extends MethodFacts {
  readonly need: Need;
  readonly run: (call: RepositoryCall) => GithubAnswer | Promise<GithubAnswer>;
}

/** Any other call. */
export interface GlobalMethod extends MethodFacts {
  readonly need?: undefined;
  readonly run: (call: GithubCall) => GithubAnswer | Promise<GithubAnswer>;
}

/** A method of the API: where it is, what it needs, what it does. */
export type GithubMethod = RepositoryMethod | GlobalMethod;
