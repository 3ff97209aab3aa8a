/** How a connection is; decides what a person can do next. */
export type ConnectionState =
  | 'disabled'
  | 'not_configured'
  | 'disconnected'
  | 'connected'
  | 'degraded'
  | 'needs_reauth';

/** What is known of one integration of a user: of one of its accounts, or that there is none. */
export interface IntegrationStatus {
  readonly integration: string;
  /** The integration's name as people read it. */
  readonly name: string;
  readonly enabled: boolean;
  /** Whether tools can be used, now or after a passing trouble. */
  readonly authenticated: boolean;
  readonly state: ConnectionState;
  /** Label of the account; absent when none is connected. */
  readonly account?: string;
  /** Who it is at the provider: an address, a handle. */
  readonly identity?: string;
  readonly auth?: string;
  /** What was granted to the main credential. */
  readonly scopes: readonly string[];
  /** What the plugin asks for by default, for any credential of the grant, and was not granted. */
  readonly missingScopes: readonly string[];
  readonly connectedAt?: Date;
  /** When the access token runs out; it is renewed before. */
  readonly expiresAt?: Date;
  readonly lastSync?: Date;
  /** Why the state is not `connected`, as a sentence. */
  readonly reason?: string;
  /** What a person can do now, as a sentence. */
  readonly nextAction?: string;
  /** What the plugin adds. */
  readonly details?: Readonly<Record<string, unknown>>;
}
