import type { GmailCall } from './gmail-call.ts';

/** One method of the Gmail API: where it is, what it needs, what it does. */
export interface GmailMethod {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/gmail/v1/users/{userId}/`. */
  readonly path: string;
  /** Any one of them. */
  readonly scopes: readonly string[];
  /** The query parameters it knows beside those of every Google API. */
  readonly query?: readonly string[];
  /** Whether it also takes its message under `/upload`. */
  readonly upload?: boolean;
  /** The answer's JSON; nothing means 204. */
  readonly run: (call: GmailCall) => object | undefined | Promise<object | undefined>;
}
