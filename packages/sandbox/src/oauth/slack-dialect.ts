import type { Installations } from '../slack/installations.ts';
import { slackTokens } from '../slack/slack-tokens.ts';
import { userScopePrefix } from '../slack/token-kind.ts';
import type { Dialect, DialectAnswer, OAuthFailure } from './dialect.ts';
import { webApp } from './web-app.ts';

/** The sandbox's app at Slack, with token rotation switched on. */
export const slackClient = { id: '4123121235.9872358710', secret: 'sandbox-slack-secret' };

/** The same without rotation: its tokens do not run out. */
export const slackLastingClient = { id: '4123121235.1111111111', secret: 'sandbox-slack-lasting-secret' };

/** An app with PKCE switched on, which has no secret on a person's own machine. */
export const slackPublicClient = { id: '4123121235.2222222222' };

const sayings: Readonly<Record<string, string>> = {
  'channels:read': 'View basic information about public channels',
  'groups:read': 'View basic information about private channels',
  'im:read': 'View basic information about direct messages',
  'mpim:read': 'View basic information about group direct messages',
  'channels:history': 'View messages in public channels',
  'groups:history': 'View messages in private channels',
  'im:history': 'View messages in direct messages',
  'mpim:history': 'View messages in group direct messages',
  'im:write': 'Start direct messages with people',
  'chat:write': 'Send messages',
  'reactions:write': 'Add and edit emoji reactions',
  'users:read': 'View people in a workspace',
  'users:read.email': 'View e-mail addresses of people in a workspace',
  'search:read': 'Search a workspace’s content',
};

/** Search is for people only. */
const botScopes = Object.entries(sayings).filter(([scope]) => scope !== 'search:read');
const userScopes = Object.entries(sayings).map(([scope, says]) => [
  userScopePrefix + scope,
  `${says}, on your behalf`,
]);

const errors: Readonly<Record<string, string>> = {
  invalid_client: 'bad_client_secret',
  unsupported_grant_type: 'invalid_grant_type',
  redirect_uri_mismatch: 'bad_redirect_uri',
};

/** Slack says everything with status 200. https://docs.slack.dev/reference/methods/oauth.v2.access */
function translateFailure({ error, grantType }: OAuthFailure): DialectAnswer {
  const dead = grantType === 'refresh_token' ? 'invalid_refresh_token' : 'invalid_code';
  const word = error === 'invalid_grant' ? dead : (errors[error] ?? 'invalid_arguments');
  return { status: 200, body: { ok: false, error: word } };
}

/** Slack's authorization server, with the redirect URLs that the sandbox's apps have registered. */
export function slackDialect({
  redirectUris,
  publicRedirectUris,
  installations,
}: {
  readonly redirectUris: readonly string[];
  readonly publicRedirectUris: readonly string[];
  readonly installations: Installations;
}): Dialect {
  const app = webApp(redirectUris);
  return {
    id: 'slack',
    name: 'Slack',
    routes: { authorization: '/oauth/v2/authorize', token: '/api/oauth.v2.access' },
    scopes: Object.fromEntries([...botScopes, ...userScopes]),
    clients: [
      { ...app, client_id: slackClient.id, client_secret: slackClient.secret, client_name: 'Sandbox app' },
      {
        ...app,
        client_id: slackLastingClient.id,
        client_secret: slackLastingClient.secret,
        client_name: 'Sandbox app without rotation',
      },
      {
        ...app,
        application_type: 'native',
        client_id: slackPublicClient.id,
        client_name: 'Sandbox app with PKCE',
        redirect_uris: [...publicRedirectUris],
        token_endpoint_auth_method: 'none',
      },
    ],
    accessTokenLifetimeSeconds: 43_200,
    lastingClients: [slackLastingClient.id],
    rotatesRefreshTokens: true,
    requiresPkce: false,
    requiresBasic: false,
    revocationEndsGrant: false,
    granularConsent: false,
    sendsIssuer: false,
    refreshToken: { clients: [slackClient.id, slackPublicClient.id] },
    extraParameters: ['team', 'user_scope'],
    translateFailure,
    translateAnswer: (body) => body,
    around: (provider) => slackTokens(provider, { installations, lastingClients: [slackLastingClient.id] }),
  };
}
