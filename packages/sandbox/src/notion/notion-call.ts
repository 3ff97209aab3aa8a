import type { NotionStore } from './notion-store.ts';
import type { NotionUser } from './notion-users.ts';

/** What an integration may be allowed. https://developers.notion.com/reference/capabilities */
export type Capability = 'read_content' | 'insert_content' | 'update_content' | 'read_users';

/** All of them. */
export const allCapabilities: readonly Capability[] = [
  'read_content',
  'insert_content',
  'update_content',
  'read_users',
];

/** One call that has passed authentication, version, rate limit and capabilities. */
export interface NotionCall {
  readonly store: NotionStore;
  /** Who has connected the integration; absent for the internal one. */
  readonly user: NotionUser | undefined;
  /** The id that the store notes as author. */
  readonly author: string;
  readonly capabilities: readonly Capability[];
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON. */
  readonly body: unknown;
  readonly now: number;
}

/** One method of the API: where it is, what it needs, what it does. */
export interface NotionMethod {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly capability?: Capability;
  readonly run: (call: NotionCall) => object;
}
