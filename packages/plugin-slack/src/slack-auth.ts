import { bearerToken, type OAuth2Options, type OAuthClient, oauth2, type Revocation } from '@sidecar/core';
import { z } from 'zod';
import { slackTokenAnswer } from './slack-token-answer.ts';

/** Where Slack is; a sandbox or a proxy gives its own. */
export interface SlackEndpoints {
  readonly authUrl?: string;
  readonly tokenUrl?: string;
  readonly revocationUrl?: string;
  /** What stands before `/api` in the API's addresses. */
  readonly apiUrl?: string;
}

/** The scopes that the tools need, as a bot or as a person. */
export const slackScopes = [
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'im:write',
  'chat:write',
  'reactions:write',
  'users:read',
] as const;

/** What only a person's token may do. */
export const slackUserScopes = ['search:read'] as const;

/**
 * Slack as an OAuth 2.0 provider, for an app with a bot, for one on a person's own machine, and by a token that is typed.
 * @see https://docs.slack.dev/authentication/installing-with-oauth
 * @see https://docs.slack.dev/authentication/using-pkce
 * @see https://docs.slack.dev/authentication/using-token-rotation
 */
export function slackAuth(options: {
  readonly endpoints: SlackEndpoints;
  readonly scopes: readonly string[];
  readonly userScopes: readonly string[];
  readonly getClient?: () => OAuthClient | undefined;
}) {
  const { endpoints, scopes, userScopes, getClient } = options;
  const provider = {
    authUrl: endpoints.authUrl ?? 'https://slack.com/oauth/v2/authorize',
    tokenUrl: endpoints.tokenUrl ?? 'https://slack.com/api/oauth.v2.access',
    scopeSeparator: ',',
    clientAuth: 'client_secret_basic',
    clientEnvironment: { id: 'SLACK_CLIENT_ID', secret: 'SLACK_CLIENT_SECRET' },
    ...(getClient ? { getClient } : {}),
    // Whether tokens expire is a setting of the app; then each is renewed by a refresh token of its own.
    rotation: 'sometimes',
    refreshToken: 'optional',
    finalRefreshErrors: ['invalid_refresh_token', 'token_revoked', 'token_expired', 'account_inactive'],
    misconfiguredErrors: ['bad_client_secret', 'invalid_client_id', 'bad_redirect_uri'],
    parseTokenResponse: slackTokenAnswer,
  } as const satisfies Partial<OAuth2Options>;
  const revocation = revocationAt(endpoints.revocationUrl ?? 'https://slack.com/api/auth.revoke');
  return {
    oauth: oauth2({
      ...provider,
      ...(scopes.length > 0
        ? { scopes, otherScopes: { user: { parameter: 'user_scope', scopes: userScopes } } }
        : // Without a bot the person's token is the main one.
          { scopes: userScopes, scopeParameter: 'user_scope' }),
      pkce: 'none',
      client: 'confidential',
      redirect: { hosts: [], port: 'fixed', https: true },
      // A workspace has one bot: whoever ends its token ends it for every connection there.
      revocation: { ...revocation, scope: 'grant' },
    }),
    pkce: oauth2({
      ...provider,
      scopes: [...new Set([...scopes, ...userScopes])],
      // A redirect to this machine gets no bot, so everything is asked for the person.
      scopeParameter: 'user_scope',
      pkce: 'S256',
      client: 'public',
      redirect: { hosts: ['localhost'], port: 'fixed' },
      revocation: { ...revocation, scope: 'token' },
    }),
    bot_token: bearerToken({
      fields: z.strictObject({
        token: z
          .string()
          .trim()
          .regex(/^xoxb-[\w-]{8,250}$/, 'Give a bot token, which begins with xoxb-.')
          .describe('Bot User OAuth Token of your Slack app, from its page "OAuth & Permissions".'),
      }),
      token: ({ token }) => token,
      manualUrl: 'https://api.slack.com/apps',
    }),
  } as const;
}

/** Not RFC 7009: the token to be revoked authorizes the request, and the answer says whether it is gone. */
function revocationAt(url: string): Omit<Revocation, 'scope'> {
  return {
    url,
    manualUrl: 'https://slack.com/apps/manage',
    request: ({ kind, token }) =>
      kind === 'access_token' ? { method: 'POST', headers: { authorization: `Bearer ${token}` } } : undefined,
    isRevoked: ({ status, body }) => status === 200 && revokedAnswer.safeParse(body).success,
  };
}

const revokedAnswer = z.object({ ok: z.literal(true), revoked: z.literal(true) });
