import {
  bearerToken,
  minted,
  type OAuthClient,
  oauth2,
  type RevocationRequest,
  type RevokedToken,
  type TokenAnswer,
} from '@sidecar/core';
import { z } from 'zod';
import { installationToken } from './app/installation-token.ts';
import { type GithubSite, githubSite } from './github-site.ts';

/** The scope that the tools need from an OAuth App; a GitHub App has permissions instead, and ignores it. */
export const githubScopes = ['repo'] as const;

/** What the auth methods are made of. */
export interface GithubAuthOptions {
  readonly site: GithubSite;
  readonly scopes: readonly string[];
  readonly getClient?: (() => OAuthClient | undefined) | undefined;
}

const siteField = z
  .url({ protocol: /^https$/, error: 'Give an address that begins with https.' })
  .optional()
  .describe(
    'Address of your GitHub Enterprise, such as https://github.acme.example; github.com unless given',
  );

/** The three ways to connect: as a person, by a person's token, as an app for a whole organisation. */
export function githubAuth({ site, scopes, getClient }: GithubAuthOptions) {
  return {
    oauth: personAuth({ site, scopes, getClient }),
    token: bearerToken({
      fields: z.strictObject({
        token: z
          .string()
          .trim()
          .regex(/^[\x21-\x7e]{1,500}$/, 'Give the token as GitHub shows it.')
          .describe('Fine-grained personal access token'),
        site: siteField,
      }),
      token: (fields) => fields.token,
      site: (fields) => fields.site,
      manualUrl: `${site.webUrl}/settings/personal-access-tokens`,
    }),
    app: minted({
      fields: appFields,
      mint: ({ site: own, ...key }, context) =>
        installationToken(own ? githubSite(own).apiUrl : site.apiUrl, key, context),
      site: (fields) => fields.site,
      manualUrl: `${site.webUrl}/settings/installations`,
    }),
  } as const;
}

const appFields = z
  .strictObject({
    appId: z.string().trim().min(1).max(100).describe('App id or client id of the GitHub App'),
    privateKey: z
      .string()
      .max(20_000)
      .regex(/-----BEGIN (RSA )?PRIVATE KEY-----/, 'Give the whole .pem file of the private key.')
      .describe('Private key of the GitHub App (PEM)'),
    organization: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "Give the organisation's name as it stands in its address.")
      .optional()
      .describe('Organisation that the app is installed for'),
    installationId: z
      .string()
      .trim()
      .regex(/^\d{1,20}$/, 'Give digits only.')
      .optional()
      .describe('Id of the installation, instead of the organisation'),
    site: siteField,
  })
  .refine(({ organization, installationId }) => organization !== undefined || installationId !== undefined, {
    message: 'Give the organisation or the id of the installation.',
    path: ['organization'],
  });

/**
 * GitHub as an OAuth 2.0 provider, for GitHub Apps (tokens of eight hours, refresh tokens that work once) and OAuth Apps
 * (tokens without an end). Failures come with status 200.
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
function personAuth({ site: { webUrl, apiUrl, hosted }, scopes, getClient }: GithubAuthOptions) {
  return oauth2({
    authUrl: `${webUrl}/login/oauth/authorize`,
    tokenUrl: `${webUrl}/login/oauth/access_token`,
    deviceAuthorizationUrl: `${webUrl}/login/device/code`,
    revocation: {
      url: `${apiUrl}/applications`,
      scope: 'grant',
      manualUrl: `${webUrl}/settings/applications`,
      request: (token) => grantDeletion(`${apiUrl}/applications`, token),
      isRevoked: ({ status }) => status === 204,
    },
    scopes,
    // Enterprise Server knows no PKCE.
    pkce: hosted ? 'S256' : 'none',
    clientAuth: 'client_secret_post',
    // The redirect needs the secret; the device flow does without.
    client: 'either',
    clientEnvironment: { id: 'GITHUB_CLIENT_ID', secret: 'GITHUB_CLIENT_SECRET' },
    ...(getClient ? { getClient } : {}),
    redirect: { hosts: ['127.0.0.1', '[::1]', 'localhost'], port: 'any' },
    rotation: 'sometimes',
    refreshToken: 'optional',
    finalRefreshErrors: ['invalid_grant', 'bad_refresh_token'],
    misconfiguredErrors: ['incorrect_client_credentials', 'device_flow_disabled', 'application_suspended'],
    parseTokenResponse: withScopes,
  });
}

/**
 * Scopes come with commas. A GitHub App has none and answers an empty text, which says nothing of what it may do; at an
 * OAuth App (its tokens begin with `gho_`) the same text means that nothing was granted.
 */
function withScopes(body: Readonly<Record<string, unknown>>): TokenAnswer {
  const { scope, access_token: token } = body;
  if (typeof scope !== 'string') return body;
  const scopes = scope.split(/[\s,]+/).filter((name) => name !== '');
  const saysNothing = scopes.length === 0 && !String(token).startsWith('gho_');
  return saysNothing ? { ...body, scope: undefined } : { ...body, scope: scopes };
}

/**
 * Ends the person's authorization of the app with all its tokens.
 * @see https://docs.github.com/en/rest/apps/oauth-applications#delete-an-app-authorization
 */
function grantDeletion(
  applicationsUrl: string,
  { token, kind, client }: RevokedToken,
): RevocationRequest | undefined {
  if (kind !== 'access_token' || client.secret === undefined) return undefined;
  return {
    method: 'DELETE',
    url: `${applicationsUrl}/${encodeURIComponent(client.id)}/grant`,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ access_token: token }),
  };
}
