import type { Schema, SchemaInput, SchemaOutput } from '../schema.ts';
import type { Attachment } from './oauth2.ts';

/** What a freshly minted credential says of itself. */
export interface MintedToken {
  readonly accessToken: string;
  /** Milliseconds since the epoch; unknown unless given. */
  readonly expiresAt?: number;
  readonly scopes?: readonly string[];
}

/** What `mint` may use; `fetch` reaches the plugin's API origins only and sends no credential of ours. */
export interface MintContext {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** An auth method whose short-lived tokens are made again from a long-lived key (client credentials, GitHub App installation). */
export interface Minted<Fields = unknown> {
  readonly kind: 'minted';
  readonly fields: Schema<Fields, unknown>;
  /** Rejects with `not_configured` when the key is wrong and with `needs_reauth` when the installation is gone. */
  readonly mint: (fields: never, context: MintContext) => Promise<MintedToken>;
  readonly attach?: Attachment;
  readonly site?: (fields: never) => string | undefined;
  /** A page where the key or the installation can be ended, which core cannot do. */
  readonly manualUrl?: string;
}

/** Ties `mint` to its fields. */
export function minted<S extends Schema>(options: {
  readonly fields: S;
  readonly mint: (fields: SchemaOutput<S>, context: MintContext) => Promise<MintedToken>;
  readonly attach?: Attachment;
  readonly site?: (fields: SchemaOutput<S>) => string | undefined;
  readonly manualUrl?: string;
}): Minted<SchemaInput<S>> {
  return { kind: 'minted', ...options };
}
