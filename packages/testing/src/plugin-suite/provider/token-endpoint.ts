import type { PlantedSecrets } from './planted-secrets.ts';

/** What a provider says when it issues tokens. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/** Where one of the plugin's OAuth methods gets its tokens. */
export interface TokenEndpoint {
  /** Without its query. */
  readonly url: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  /** The provider's own form of an answer, where it is not that of RFC 6749. */
  readonly dialect?: ((tokens: IssuedTokens) => object) | undefined;
}

/** New tokens, in the provider's words. */
export function tokenAnswer(endpoint: TokenEndpoint, secrets: PlantedSecrets): { readonly body: object } {
  const { scopes, scopeSeparator, dialect } = endpoint;
  const tokens = { accessToken: secrets.issue(), refreshToken: secrets.issue(), scopes };
  return {
    body: dialect?.(tokens) ?? {
      token_type: 'Bearer',
      access_token: tokens.accessToken,
      refresh_token: tokens.refreshToken,
      expires_in: 3600,
      scope: scopes.join(scopeSeparator),
    },
  };
}
