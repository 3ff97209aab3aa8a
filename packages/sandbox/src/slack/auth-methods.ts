import { pageBy } from './page-cursor.ts';
import type { SlackTokens } from './slack-access.ts';
import type { SlackMethod } from './slack-method.ts';

/** Who a token is, and its end. */
export function authMethods(tokens: SlackTokens): readonly SlackMethod[] {
  return [
    {
      name: 'auth.test',
      callsPerMinute: 200,
      json: true,
      scopes: [],
      arguments: {},
      run: ({ access: { actor, kind, installation } }) => ({
        url: `https://${installation.domain}.slack.com/`,
        team: installation.name,
        user: actor.handle,
        team_id: installation.id,
        user_id: actor.id,
        ...(kind === 'bot' && { bot_id: 'B0SIDECAR01' }),
        ...(installation.organization && { enterprise_id: installation.id }),
        is_enterprise_install: installation.organization,
      }),
    },
    {
      name: 'auth.revoke',
      callsPerMinute: 50,
      scopes: [],
      arguments: { test: { type: 'boolean' } },
      run: ({ access, given }) => {
        const isTest = given.flag('test');
        if (!isTest) tokens.revoke(access);
        return { revoked: !isTest };
      },
    },
    {
      name: 'auth.teams.list',
      callsPerMinute: 20,
      json: true,
      scopes: [],
      arguments: { limit: { type: 'integer' }, cursor: { type: 'text' }, include_icon: { type: 'boolean' } },
      run: ({ access: { installation }, given }) => {
        const limit = given.integer('limit', 100);
        const { page, nextCursor } = pageBy(installation.workspaces, {
          limit,
          cursor: given.optionalText('cursor'),
        });
        return {
          teams: page.map(({ id, name }) => ({ id, name })),
          response_metadata: { next_cursor: nextCursor },
        };
      },
    },
  ];
}
