import type { IntegrationPlugin, OAuthClient } from '@sidecar/core';
import { githubAnswers } from './github-answers.ts';
import { githubAuth, githubScopes } from './github-auth.ts';
import { createGithubClient, type GithubClient } from './github-client.ts';
import { type GithubEndpoints, githubSite } from './github-site.ts';
import { githubTools } from './github-tools.ts';

/** What a host can set; nothing has to be set when `GITHUB_CLIENT_ID` is in the environment. */
export interface GithubOptions {
  /** The OAuth client of a GitHub App or OAuth App; read when it is needed. */
  readonly client?: OAuthClient | (() => OAuthClient | undefined);
  /** Address of a GitHub Enterprise, such as `https://github.acme.example`; github.com unless given. */
  readonly url?: string;
  readonly endpoints?: GithubEndpoints;
  /** What is asked of an OAuth App instead of `repo`; a GitHub App ignores it. */
  readonly scopes?: readonly string[];
}

/** GitHub: issues, pull requests, repositories, files, search and Actions. */
export function github(options: GithubOptions = {}) {
  const { client, scopes = githubScopes } = options;
  const site = { ...githubSite(options.url ?? 'https://github.com'), ...options.endpoints };
  const getClient = typeof client === 'function' ? client : client && (() => client);
  return {
    specificationVersion: 'v1',
    id: 'github',
    name: 'GitHub',
    description: 'Work with issues, pull requests, files and workflows of GitHub repositories.',
    icon: '🐙',
    category: 'development',
    capabilities: {
      read: ['issues', 'pull requests', 'repositories', 'files', 'workflow runs'],
      write: ['issues', 'comments', 'pull requests', 'reviews', 'workflow runs'],
      webhooks: false,
    },
    auth: githubAuth({ site, scopes, getClient }),
    apiOrigins: ({ site: own }) => [new URL(own === undefined ? site.apiUrl : githubSite(own).apiUrl).origin],
    answers: githubAnswers,
    createClient: ({ fetch, connection }) => createGithubClient({ fetch, connection, site }),
    identify: (githubClient, signal) => githubClient.identify(signal),
    tools: githubTools,
  } as const satisfies IntegrationPlugin<GithubClient>;
}
