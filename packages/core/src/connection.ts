import type { Logger } from './logger.ts';

/** One user's authorised account at one integration. */
export interface Connection {
  readonly integration: string;
  /** The host's own id of its user; `default` where there is only one. */
  readonly user: string;
  /** A label that tells several accounts of one user apart; `default` unless given. */
  readonly account: string;
  /** The name of the auth method that was used. */
  readonly auth: string;
  /** Base URL of the installation that this connection belongs to, where the person gave one (self-managed GitLab, Jira Data Center). */
  readonly site?: string;
}

/** `fetch`'s options and two of our own. */
export interface ConnectionRequestInit extends RequestInit {
  /** Whether sending it twice does no harm; GET, HEAD and OPTIONS are taken to be, others must say so (a GraphQL query is a POST). */
  readonly idempotent?: boolean;
  /** Which credential of the grant to send, where the grant holds several (Slack's `user` token); the main one unless given. */
  readonly credential?: string;
}

/**
 * `fetch` with the connection's credentials: attached at the moment of sending, and only for the plugin's API origins.
 * Refusals of the token, rate limits, network failures and 5xx answers reject with a SidecarError; every other answer is returned.
 */
export type ConnectionFetch = (
  input: string | URL | Request,
  init?: ConnectionRequestInit,
) => Promise<Response>;

/** What a plugin's `createClient` is given, once per grant of a connection. */
export interface ConnectionContext<Settings = unknown> {
  readonly connection: Connection;
  readonly fetch: ConnectionFetch;
  readonly settings: Settings;
  readonly logger: Logger;
}
