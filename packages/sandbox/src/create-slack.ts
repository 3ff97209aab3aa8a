import { randomBytes } from 'node:crypto';
import { Recorder } from './http/recorder.ts';
import { createAuthorizationServer } from './oauth/authorization-server.ts';
import { slackClient, slackDialect } from './oauth/slack-dialect.ts';
import { TokenLog } from './oauth/token-log.ts';
import { people } from './people.ts';
import type { Place } from './place.ts';
import type { Service } from './service.ts';
import { Installations } from './slack/installations.ts';
import { MethodLimits } from './slack/method-limits.ts';
import { seedSlackStore } from './slack/seed-slack-store.ts';
import { SlackTokens } from './slack/slack-access.ts';
import { slackApi } from './slack/slack-api.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/** What Slack is started with. */
export interface SlackOptions extends Place {
  readonly redirectUris: readonly string[];
  readonly publicRedirectUris: readonly string[];
}

/** Slack, with workspaces, people, channels and messages. */
export function createSlack({ origin, signingKey, now, ...uris }: SlackOptions) {
  const installations = new Installations();
  const dialect = slackDialect({ ...uris, installations });
  const tokenLog = new TokenLog();
  const limits = new MethodLimits();
  const authorization = createAuthorizationServer(dialect, { issuer: origin, signingKey, tokenLog });
  const tokens = new SlackTokens(authorization, installations);
  const service: Service = {
    id: 'slack',
    dialect,
    authorization,
    api: slackApi({ tokens, store: seedSlackStore(now()), limits, now }),
    realOrigin: 'https://slack.com',
    tokenLog,
    recorder: new Recorder(),
    isApi: (path) => path.startsWith('/api/') && path !== dialect.routes.token,
    describeError: (status) => ({ ok: false, error: errorFor(status) }),
  };
  const botScopes = Object.keys(dialect.scopes).filter((scope) => !scope.startsWith('user/'));
  /** A bot token as an app's settings show it, for an app that nobody has installed by OAuth. */
  const issueBotToken = async (scopes: readonly string[] = botScopes) => {
    const jti = `xoxb-${randomBytes(27).toString('base64url')}`;
    const payload = { jti, kind: 'AccessToken', scope: scopes.join(' '), accountId: people[0].login };
    const exp = Math.floor(Date.now() / 1000) + yearSeconds;
    await authorization.memory
      .adapter('AccessToken')
      .upsert(jti, { ...payload, clientId: slackClient.id, exp }, yearSeconds);
    return jti;
  };
  return { service, limits, issueBotToken };
}

function errorFor(status: number): string {
  if (status === 429) return 'ratelimited';
  return status >= 500 ? 'internal_error' : 'invalid_arguments';
}
