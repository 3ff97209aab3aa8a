import { type OAuth2, type OAuthClient, oauth2 } from '@sidecar/core';

/** Where Google's services are; set only to reach a stand-in of them. */
export interface GoogleEndpoints {
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  /** Google's own device flow refuses the scopes of Gmail and Calendar, so there is none unless given. */
  readonly deviceAuthorizationUrl?: string;
  readonly apiUrl?: string;
  /** What the callback's `iss` has to say. */
  readonly issuer?: string;
}

/** What a host can set. */
export interface GoogleOptions {
  /** The OAuth client from the Google Cloud console; `GOOGLE_CLIENT_ID` and `GOOGLE_CLIENT_SECRET` unless given. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  readonly endpoints?: GoogleEndpoints;
  /** What is asked of the person instead of the plugin's own choice; tools whose scopes are missing then say so. */
  readonly scopes?: readonly string[];
  /**
   * Google's incremental authorization: tokens also carry what the person has granted this client before, for sister
   * plugins too. Off unless set, so that each plugin's token can do no more than the plugin.
   */
  readonly includeGrantedScopes?: boolean;
}

/** Google as an OAuth 2.0 provider; every plugin for one of its services asks for scopes of its own. */
export function googleAuth(options: GoogleOptions, ownScopes: readonly string[]): OAuth2 {
  const { client, endpoints = {}, scopes = ownScopes, includeGrantedScopes = false } = options;
  const { deviceAuthorizationUrl, authUrl } = endpoints;
  const issuer = endpoints.issuer ?? (authUrl ? undefined : 'https://accounts.google.com');
  const getClient = typeof client === 'object' ? () => client : client;
  return oauth2({
    authUrl: authUrl ?? 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: endpoints.tokenUrl ?? 'https://oauth2.googleapis.com/token',
    revocation: {
      url: endpoints.revocationUrl ?? 'https://oauth2.googleapis.com/revoke',
      // Revoking any token of a person ends all that this client has of them, of every service.
      scope: 'grant',
      manualUrl: 'https://myaccount.google.com/permissions',
    },
    ...(deviceAuthorizationUrl ? { deviceAuthorizationUrl } : {}),
    // Google has sent `iss` since 2026 without announcing it in its metadata.
    ...(issuer ? { issuer } : {}),
    scopes,
    pkce: 'S256',
    // Google's token endpoint wants a desktop app's "secret" too, though nobody takes it to be one.
    client: 'either',
    clientAuth: 'client_secret_post',
    clientEnvironment: { id: 'GOOGLE_CLIENT_ID', secret: 'GOOGLE_CLIENT_SECRET' },
    ...(getClient ? { getClient } : {}),
    redirect: { hosts: ['127.0.0.1', '[::1]'], port: 'any' },
    rotation: 'never',
    refreshToken: 'required',
    extraAuthParams: {
      // Without both, whoever has consented before, if only for a sister plugin, gets no refresh token.
      access_type: 'offline',
      prompt: 'consent',
      ...(includeGrantedScopes ? { include_granted_scopes: 'true' } : {}),
    },
  });
}
