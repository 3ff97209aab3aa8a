import type { IntegrationPlugin, OAuthClient } from '@sidecar/core';
import { type SlackEndpoints, slackAuth, slackScopes, slackUserScopes } from './slack-auth.ts';
import { createSlackClient, type SlackClient } from './slack-client.ts';
import { slackAnswers } from './slack-errors.ts';
import { channelsListTool } from './tools/channels-list.ts';
import { messagesReadTool } from './tools/messages-read.ts';
import { messagesScheduleTool } from './tools/messages-schedule.ts';
import { messagesSearchTool } from './tools/messages-search.ts';
import { messagesSendTool } from './tools/messages-send.ts';
import { reactionsAddTool } from './tools/reactions-add.ts';
import { usersListTool } from './tools/users-list.ts';

/** What a host can set; nothing has to be set when `SLACK_CLIENT_ID` is in the environment. */
export interface SlackOptions {
  /** The app's credentials at Slack; read when they are needed. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  readonly endpoints?: SlackEndpoints;
  /** Asked for instead of the plugin's own; tools whose scopes are missing then say so. None makes an app without a bot. */
  readonly scopes?: readonly string[];
  /** Asked for beside them for the person's own token; none makes an app without search. */
  readonly userScopes?: readonly string[];
}

/** Slack: read, send, schedule and search messages, react, list channels and people. */
export function slack(options: SlackOptions = {}) {
  const { client, endpoints = {}, scopes = slackScopes, userScopes = slackUserScopes } = options;
  const apiUrl = new URL(endpoints.apiUrl ?? 'https://slack.com');
  const getClient = typeof client === 'function' ? client : client && (() => client);
  return {
    specificationVersion: 'v1',
    id: 'slack',
    name: 'Slack',
    description:
      'Read, send, schedule and search messages in Slack, react to them, list channels and people.',
    icon: '💬',
    category: 'communication',
    capabilities: {
      read: ['channels', 'messages', 'threads', 'people'],
      write: ['messages', 'scheduled messages', 'reactions'],
      webhooks: false,
    },
    auth: slackAuth({ endpoints, scopes, userScopes, ...(getClient ? { getClient } : {}) }),
    apiOrigins: [apiUrl.origin],
    answers: slackAnswers,
    createClient: ({ fetch, connection }) =>
      createSlackClient({
        fetch,
        apiUrl,
        ...(connection.auth === 'oauth' && scopes.length > 0 ? { userCredential: 'user' } : {}),
      }),
    identify: (slackClient, signal) => slackClient.identify(signal),
    tools: [
      channelsListTool,
      messagesReadTool,
      messagesSendTool,
      messagesScheduleTool,
      messagesSearchTool,
      reactionsAddTool,
      usersListTool,
    ],
  } as const satisfies IntegrationPlugin<SlackClient>;
}
