import { randomUUID } from 'node:crypto';
import { botId, notionUsers, notionWorkspace, userResource } from '../notion/notion-users.ts';
import type { Dialect, DialectAnswer, OAuthFailure } from './dialect.ts';
import { webApp } from './web-app.ts';

/** The sandbox's public integration at Notion. */
export const notionClient = { id: 'sandbox-notion-integration', secret: 'sandbox-notion-secret' };

/** One from before refresh tokens: its access tokens do not expire. */
export const notionLegacyClient = { id: 'sandbox-notion-legacy', secret: 'sandbox-notion-legacy-secret' };

function translateFailure({ error, description, grantType }: OAuthFailure): DialectAnswer {
  const request_id = randomUUID();
  if (error === 'invalid_client') return { status: 401, body: { error, request_id } };
  if (error !== 'invalid_grant')
    return { status: 400, body: { error, error_description: description, request_id } };
  const value = grantType === 'refresh_token' ? 'refresh token' : 'code';
  const error_description = `Invalid ${value}: this ${value} has been revoked.`;
  return { status: 400, body: { error, error_description, request_id } };
}

/** Tokens with the workspace and the person, and without a lifetime. */
function translateAnswer(
  { access_token, refresh_token = null }: Readonly<Record<string, unknown>>,
  _grantType: string | undefined,
  login: string | undefined,
): Readonly<Record<string, unknown>> {
  if (access_token === undefined) return { request_id: randomUUID() };
  const user = notionUsers.find((candidate) => candidate.login === login);
  return {
    access_token,
    token_type: 'bearer',
    refresh_token,
    bot_id: botId(user),
    workspace_icon: null,
    workspace_name: notionWorkspace.name,
    workspace_id: notionWorkspace.id,
    owner: { type: 'user', user: user ? userResource(user, true) : { object: 'user', id: '' } },
    duplicated_template_id: null,
    request_id: randomUUID(),
  };
}

/** Notion's authorization server, with the redirect URIs that the sandbox's integrations have registered. */
export function notionDialect(redirectUris: readonly string[]): Dialect {
  const app = webApp(redirectUris);
  return {
    id: 'notion',
    name: 'Notion',
    routes: {
      authorization: '/v1/oauth/authorize',
      token: '/v1/oauth/token',
      revocation: '/v1/oauth/revoke',
    },
    scopes: { workspace: 'See and change the pages that you select' },
    impliedScope: 'workspace',
    clients: [
      { ...app, client_id: notionClient.id, client_secret: notionClient.secret, client_name: 'Sandbox app' },
      {
        ...app,
        client_id: notionLegacyClient.id,
        client_secret: notionLegacyClient.secret,
        client_name: 'Sandbox legacy app',
      },
    ],
    accessTokenLifetimeSeconds: 10 * 365 * 24 * 60 * 60,
    rotatesRefreshTokens: true,
    requiresPkce: false,
    requiresBasic: true,
    takesJsonOnly: true,
    revocationEndsGrant: false,
    granularConsent: false,
    sendsIssuer: false,
    refreshToken: { clients: [notionClient.id] },
    extraParameters: ['owner'],
    requiredParameters: { owner: 'user' },
    translateFailure,
    translateAnswer,
  };
}
