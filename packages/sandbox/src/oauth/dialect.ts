import type Provider from 'oidc-provider';
import type { ClientMetadata, KoaContextWithOIDC } from 'oidc-provider';
import type { ServiceId } from '../service-ids.ts';

/** What a token endpoint said no with, in the words of RFC 6749. */
export interface OAuthFailure {
  readonly error: string;
  readonly description: string;
  readonly grantType: string | undefined;
}

/** How a service says it: status and JSON body. */
export interface DialectAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What distinguishes one service's authorization server from another's, as data and small pure functions. */
export interface Dialect {
  readonly id: ServiceId;
  readonly name: string;
  readonly routes: {
    readonly authorization: string;
    readonly token: string;
    /** Absent where revocation is a call of the API. */
    readonly revocation?: string;
    readonly deviceAuthorization?: string;
    readonly deviceVerification?: string;
  };
  /** Scope to what the consent page says about it. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly clients: readonly ClientMetadata[];
  readonly accessTokenLifetimeSeconds: number;
  /** Clients whose access tokens do not run out. */
  readonly lastingClients?: readonly string[];
  readonly rotatesRefreshTokens: boolean;
  /** Whether the access token before dies with a refresh. */
  readonly refreshEndsAccessToken?: boolean;
  /** Whether the token endpoint answers form text unless `Accept` asks for JSON. */
  readonly formUnlessJsonIsAsked?: boolean;
  /** Whether the token and revocation endpoints take JSON, and nothing else. */
  readonly takesJsonOnly?: boolean;
  readonly requiresPkce: boolean;
  /** Whether the secret must come in a Basic header; otherwise the body is taken too. */
  readonly requiresBasic: boolean;
  /** Whether revoking any token ends every token of that person and client. */
  readonly revocationEndsGrant: boolean;
  /** Whether the person may tick off single scopes. */
  readonly granularConsent: boolean;
  readonly sendsIssuer: boolean;
  /** What decides about a refresh token: a parameter of the authorization request, a scope, or the client. */
  readonly refreshToken:
    | { readonly parameter: 'access_type'; readonly value: 'offline' }
    | { readonly scope: string }
    | { readonly clients: readonly string[] };
  readonly extraParameters: readonly string[];
  /** Where the service has no scopes: the one that stands for its whole access. */
  readonly impliedScope?: string;
  /** Parameters without which an authorization request is refused. */
  readonly requiredParameters?: Readonly<Record<string, string>>;
  /** The redirect rule where it is not an exact match with the registered list. */
  readonly acceptsRedirect?: (redirectUri: string) => boolean;
  /** What the service does in its own way around the standard's: a middleware. */
  readonly around?: (
    provider: Provider,
  ) => (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
  translateFailure(failure: OAuthFailure): DialectAnswer;
  translateAnswer(
    body: Readonly<Record<string, unknown>>,
    grantType: string | undefined,
    login: string | undefined,
  ): Readonly<Record<string, unknown>>;
}
