/** The credentials that the provider gave the host's own app. */
export interface OAuthClient {
  readonly id: string;
  /** Absent for public clients. */
  readonly secret?: string;
}

/** How a credential is put on a request: `Authorization: Bearer …` unless given. */
export interface Attachment {
  readonly header: string;
  /** Written before the token with a space; empty for a header that holds the bare token. */
  readonly scheme: string;
}

/** Which redirect URIs the provider accepts from an app on a person's own machine. */
export interface RedirectRules {
  /** Loopback hosts in order of preference; empty when the provider accepts none, so that only a web host or a pasted URL works. */
  readonly hosts: readonly ('127.0.0.1' | '[::1]' | 'localhost')[];
  /** Whether any port will do, or only one that was registered. */
  readonly port: 'any' | 'fixed';
  /** Whether the provider insists on https everywhere. */
  readonly https?: boolean;
}

/** A token whose end is asked for. */
export interface RevokedToken {
  readonly token: string;
  readonly kind: 'access_token' | 'refresh_token';
  readonly client: OAuthClient;
}

/** A revocation in the provider's own form. */
export interface RevocationRequest {
  readonly method: string;
  /** `Revocation.url` unless given. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Where and what can be revoked (RFC 7009). */
export interface Revocation {
  readonly url: string;
  /** `grant` when revoking one token ends every token of that user and client, so also those of sister plugins. */
  readonly scope: 'token' | 'grant';
  /** A page where a person can do it. */
  readonly manualUrl?: string;
  /** Writes the request where it is not that of RFC 7009; undefined for a token that the provider does not revoke. */
  readonly request?: (token: RevokedToken) => RevocationRequest | undefined;
  /** Whether an answer confirms it; a 2xx without an `error` unless given. `body` is parsed JSON. */
  readonly isRevoked?: (answer: { readonly status: number; readonly body: unknown }) => boolean;
}

/** For providers at which only a person can end a grant. */
export interface ManualRevocation {
  readonly manualUrl: string;
}

/** An `error` code, or a status with or without one, that a token endpoint answers. */
export type TokenErrorRule = string | { readonly status: number; readonly error?: string };

/** What is asked for a further credential of a grant. */
export interface CredentialScopes {
  /** The parameter of the authorization request that names them. */
  readonly parameter: string;
  readonly scopes: readonly string[];
}

/** A token endpoint's answer, brought into the shape of RFC 6749 section 5.1. */
export interface TokenAnswer {
  readonly [field: string]: unknown;
  /** Further credentials of the same grant, by name, each in the same shape (Slack's user token). */
  readonly credentials?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An OAuth 2.0 provider as data. Endpoints are absolute URLs. */
export interface OAuth2Options {
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly revocation: Revocation | ManualRevocation | 'none';
  /** RFC 8628; absent where the provider has no device flow. */
  readonly deviceAuthorizationUrl?: string;
  /** Compared with the callback's `iss` (RFC 9207) when given. */
  readonly issuer?: string;
  /** What is asked for unless the host says otherwise. */
  readonly scopes: readonly string[];
  readonly scopeSeparator?: ' ' | ',';
  /** The parameter of the authorization request that names `scopes`; `scope` unless given. */
  readonly scopeParameter?: string;
  /** What is asked for further credentials of the grant, by the names that `parseTokenResponse` gives them (Slack's user token). */
  readonly otherScopes?: Readonly<Record<string, CredentialScopes>>;
  readonly pkce: 'S256' | 'none';
  readonly clientAuth: 'client_secret_basic' | 'client_secret_post';
  /** Whether an app can do without a secret. `public`: none is sent; `either`: sent when the host has one. */
  readonly client: 'public' | 'confidential' | 'either';
  /** Environment variables that hold the client, so that an error can name them. */
  readonly clientEnvironment: { readonly id: string; readonly secret?: string };
  /** The host's own way to give the client; read at the moment of use. */
  readonly getClient?: () => OAuthClient | undefined;
  readonly redirect: RedirectRules;
  /** Whether a refresh answers a new refresh token. */
  readonly rotation: 'never' | 'sometimes' | 'always';
  /** Whether the plugin needs a refresh token, so that a grant without one is refused when connecting. */
  readonly refreshToken?: 'required' | 'optional' | 'none';
  readonly extraAuthParams?: Readonly<Record<string, string>>;
  /** Sent with a refresh beside the standard fields (GitLab wants `redirect_uri`: name it and its stored value is used). */
  readonly refreshParams?: readonly 'redirect_uri'[];
  readonly tokenRequestFormat?: 'form' | 'json';
  /** Answers that mean: this refresh token is dead. Default `['invalid_grant']`. */
  readonly finalRefreshErrors?: readonly TokenErrorRule[];
  /** Answers that mean: this client is wrong; beside `invalid_client` and `unauthorized_client`. */
  readonly misconfiguredErrors?: readonly TokenErrorRule[];
  /** Brings an unusual answer into the standard shape; gets any JSON object that the endpoint answered. */
  readonly parseTokenResponse?: (body: Readonly<Record<string, unknown>>) => TokenAnswer;
  readonly attach?: Attachment;
}

/** An auth method in which the person consents at the provider (RFC 6749, authorization code). */
export interface OAuth2 extends OAuth2Options {
  readonly kind: 'oauth2';
}

/** Describes an OAuth 2.0 provider; the flow itself lives in core. */
export function oauth2(options: OAuth2Options): OAuth2 {
  const { getClient, ...facts } = options;
  const method: OAuth2 = { kind: 'oauth2', ...facts };
  // Not enumerable: whoever prints or serialises a plugin must not come across the way to its secret.
  if (getClient) Object.defineProperty(method, 'getClient', { value: getClient, enumerable: false });
  return method;
}
