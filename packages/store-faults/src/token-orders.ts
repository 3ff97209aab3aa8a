import type { TokenEndpoints } from './faults-plugin.ts';

/** What a process is started with. */
export interface TokenJob {
  readonly module: string;
  readonly exportName: string;
  readonly openArguments: readonly unknown[];
  readonly endpoints: TokenEndpoints;
  /** How far this process's wall clock is ahead, in milliseconds. */
  readonly clockOffsetMs: number;
}

/** What one caller got who asked for an access token, and how long that took. */
export interface TokenOutcome {
  readonly token?: string;
  readonly error?: string;
  readonly isRetryable?: boolean;
  readonly waitedMs: number;
}

/** What a process can be told to do. */
export type TokenOrder =
  | { readonly order: 'tokens'; readonly account: string; readonly callers: number }
  | { readonly order: 'disconnect'; readonly account: string };

/** A line from a process. */
export type TokenReply = { readonly ready: true } | { readonly outcomes: readonly TokenOutcome[] };
