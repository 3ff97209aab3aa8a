import type { SlackAccess } from './slack-access.ts';
import type { SlackStore } from './slack-store.ts';

/** What an argument may be. */
export type ArgumentType = 'text' | 'integer' | 'boolean';

/** One argument of a method. */
export interface Argument {
  readonly type: ArgumentType;
  readonly required?: boolean;
}

/** The arguments of a call, read and checked. */
export interface Arguments {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  integer(name: string, otherwise: number): number;
  flag(name: string): boolean;
}

/** One call that has passed authentication, rate limit and argument check. */
export interface SlackCall {
  readonly access: SlackAccess;
  readonly given: Arguments;
  readonly store: SlackStore;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One method of the Web API. */
export interface SlackMethod {
  readonly name: string;
  /** Calls a minute, by Slack's tiers. */
  readonly callsPerMinute: number;
  /** Whether a JSON body is read; most methods that only read take form or query alone. */
  readonly json?: boolean;
  /** All of them; more are checked by the method where they depend on the channel. */
  readonly scopes: readonly string[];
  readonly only?: 'user';
  readonly arguments: Readonly<Record<string, Argument>>;
  readonly run: (call: SlackCall) => object;
}
