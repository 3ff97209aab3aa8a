import { type OAuth2, type OAuthClient, oauth2 } from '@sidecar/core';

/** Where Google's services are; set only to reach a stand-in of them. */
export interface GmailEndpoints {
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  /** Google's own device flow refuses Gmail's scopes, so there is none unless given. */
  readonly deviceAuthorizationUrl?: string;
  readonly apiUrl?: string;
  /** What the callback's `iss` has to say. */
  readonly issuer?: string;
}

/** What a host can set. */
export interface GmailOptions {
  /** The OAuth client from the Google Cloud console; `GOOGLE_CLIENT_ID` and `GOOGLE_CLIENT_SECRET` unless given. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  readonly endpoints?: GmailEndpoints;
  /** What is asked of the person; `gmail.modify` unless given, which every tool can work with. */
  readonly scopes?: readonly string[];
}

const everything = 'https://mail.google.com/';
const modify = 'https://www.googleapis.com/auth/gmail.modify';
const compose = 'https://www.googleapis.com/auth/gmail.compose';

/** For each ability the scopes of which any one is enough, as the Gmail API reference lists them. */
export const gmailScopes = {
  read: [modify, 'https://www.googleapis.com/auth/gmail.readonly', everything],
  send: [modify, compose, 'https://www.googleapis.com/auth/gmail.send', everything],
  draft: [modify, compose, everything],
  modify: [modify, everything],
} as const;

/** Google as an OAuth 2.0 provider. */
export function gmailAuth({ client, endpoints = {}, scopes = [modify] }: GmailOptions): OAuth2 {
  const { deviceAuthorizationUrl, authUrl } = endpoints;
  const issuer = endpoints.issuer ?? (authUrl ? undefined : 'https://accounts.google.com');
  const getClient = typeof client === 'object' ? () => client : client;
  return oauth2({
    authUrl: authUrl ?? 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: endpoints.tokenUrl ?? 'https://oauth2.googleapis.com/token',
    revocation: {
      url: endpoints.revocationUrl ?? 'https://oauth2.googleapis.com/revoke',
      // Revoking any token of a person ends all that this client has of them, also for Calendar and Drive.
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
    // Without both, whoever has consented before gets no refresh token.
    extraAuthParams: { access_type: 'offline', prompt: 'consent' },
  });
}
