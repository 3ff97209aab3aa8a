import type { IntegrationPlugin, OAuthClient } from '@sidecar/core';
import { directMessageReadTool } from './tools/dm-read.ts';
import { timelineReadTool } from './tools/timeline-read.ts';
import { tweetPostTool } from './tools/tweet-post.ts';
import { tweetSearchTool } from './tools/tweet-search.ts';
import { type TwitterEndpoints, twitterAuth, twitterScopes } from './twitter-auth.ts';
import { createTwitterClient, type TwitterClient } from './twitter-client.ts';
import { twitterAnswers } from './twitter-errors.ts';

/** What a host can set; nothing has to be set when `X_CLIENT_ID` is in the environment. */
export interface TwitterOptions {
  /** The app's credentials at X; read when they are needed. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  readonly endpoints?: TwitterEndpoints;
  /** Asked for instead of the plugin's own; tools whose scopes are missing then say so. */
  readonly scopes?: readonly string[];
}

/** X (Twitter): post, search, and read the timeline and direct messages. */
export function twitter(options: TwitterOptions = {}) {
  const { client, endpoints = {}, scopes = twitterScopes } = options;
  const apiUrl = new URL(endpoints.apiUrl ?? 'https://api.x.com');
  const getClient = typeof client === 'function' ? client : client && (() => client);
  return {
    specificationVersion: 'v1',
    id: 'twitter',
    name: 'Twitter',
    description: 'Post on X (Twitter), search posts, read the home timeline and direct messages.',
    icon: '🐦',
    category: 'social',
    capabilities: { read: ['posts', 'timeline', 'direct messages'], write: ['posts'], webhooks: false },
    auth: { oauth: twitterAuth({ endpoints, scopes, ...(getClient ? { getClient } : {}) }) },
    apiOrigins: [apiUrl.origin],
    answers: twitterAnswers,
    createClient: ({ fetch }) => createTwitterClient({ fetch, apiUrl }),
    identify: async (twitterClient, signal) => {
      const { id, username } = await twitterClient.me(signal);
      return { id, label: `@${username}` };
    },
    tools: [tweetPostTool, tweetSearchTool, timelineReadTool, directMessageReadTool],
  } as const satisfies IntegrationPlugin<TwitterClient>;
}
