import type { OAuth2, OAuthClient } from '../auth/oauth2.ts';
import type { AuthMethod } from '../plugin.ts';
import type { TokenRecord } from './token-record.ts';

/** What the token manager has to know of a plugin. */
export interface ConnectionFacts {
  /** The integration's name as people read it. */
  readonly name: string;
  /** Undefined when the plugin has no such method any more. */
  method(auth: string): AuthMethod | undefined;
  /** Which origins the plugin would send this connection's credentials to. */
  origins(
    record: Pick<TokenRecord, 'auth' | 'site'>,
    owner: { readonly user: string; readonly account: string },
  ): readonly string[];
  /** Tells configurations apart that must not trust each other's tokens. */
  fingerprint(): string;
  /** Whether one of the plugin's methods gets its tokens there. */
  usesTokenUrl(tokenUrl: string): boolean;
  /** The host's client; undefined when it is not configured. */
  client(method: OAuth2): OAuthClient | undefined;
  /** The host's client, or rejects with `not_configured`. */
  requireClient(method: OAuth2): OAuthClient;
}
