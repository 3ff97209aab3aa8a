/** An answer of the token endpoint as it leaves the server. */
export interface DialectAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An access token and what came with it. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Absent where the provider gives none this time. */
  readonly refreshToken?: string;
  readonly scopes: readonly string[];
  readonly expiresInSeconds: number;
}

/** What a dialect turns into an answer: the tokens of a code exchange, or those that a refresh renewed. */
export interface GrantedTokens extends IssuedTokens {
  /** Which of the grant's credentials this is: `main`, or one of the dialect's `otherCredentials`. */
  readonly credential: string;
  /** The others by name; only at the code exchange. */
  readonly others: Readonly<Record<string, IssuedTokens>>;
  /** Who consented. */
  readonly person: string;
}

/** Why the token endpoint refuses, in the words of RFC 6749 and RFC 8628; `dead_code` and `dead_refresh_token` are both `invalid_grant` there. */
export type Refusal =
  | 'invalid_request'
  | 'invalid_client'
  | 'dead_code'
  | 'dead_refresh_token'
  | 'unsupported_grant_type'
  | 'authorization_pending'
  | 'access_denied'
  | 'expired_token';

/** What a provider does in its own way, as data. */
export interface AuthorizationDialect {
  readonly paths: {
    readonly authorize: string;
    readonly token: string;
    /** Absent where nothing can be revoked. */
    readonly revoke?: string;
    /** Absent where there is no device flow. */
    readonly device?: string;
  };
  /** The client that is registered unless the caller brings its own. */
  readonly client: { readonly id: string; readonly secret?: string };
  /** How a client with a secret proves it; one without sends its id in the body. */
  readonly clientAuthentication: 'basic' | 'post';
  readonly requestFormat: 'form' | 'json' | 'either';
  /** `required`: refused without; `none`: refused with. */
  readonly pkce: 'required' | 'optional' | 'none';
  /** Whether loopback redirect URIs match with any port (RFC 8252 section 7.3). */
  readonly loopbackPort: 'any' | 'fixed';
  readonly scopeSeparator: ' ' | ',';
  /** What the authorization request has to say beside the standard. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** What has to be asked for to get a refresh token; without it there is always one. `again`: what it takes the second time. */
  readonly offline?: {
    readonly scope?: string;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly again?: Readonly<Record<string, string>>;
  };
  /** Names of further token pairs of each grant, which are renewed on their own. */
  readonly otherCredentials?: readonly string[];
  /** Whether a refresh answers a new refresh token and kills the old one. */
  readonly rotation: 'always' | 'never';
  /** Whether a refresh kills the old access token too. */
  readonly refreshEndsAccessToken: boolean;
  /** Whether a refresh has to name the grant's redirect URI. */
  readonly refreshNamesRedirectUri: boolean;
  /** What a revocation ends. */
  readonly revocation: 'token' | 'grant';
  /** Whether answers are forms for a client that does not accept JSON. */
  readonly formUnlessJsonIsAsked?: boolean;
  readonly lifetimeSeconds: number;
  readonly grant: (tokens: GrantedTokens) => DialectAnswer;
  readonly refuse: (refusal: Refusal) => DialectAnswer;
}
