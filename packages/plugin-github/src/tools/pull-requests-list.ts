import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';
import { pullRequestOutput, viewPullRequest } from '../pull-request.ts';
import { repositoryField } from '../repository-name.ts';

/** Lists the pull requests of a repository. */
export const pullRequestsListTool = tool({
  name: 'pull_requests_list',
  description:
    'List pull requests of one repository, newest first. Across repositories: search with "review-requested:@me".',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({
    repository: repositoryField,
    state: z.enum(['open', 'closed', 'all']).default('open').describe('Merged ones are closed.'),
    head: z
      .string()
      .regex(/^[\w-]{1,100}:[^\s:]{1,200}$/, 'Give owner:branch.')
      .optional()
      .describe('From this branch: owner:branch.'),
    base: z.string().min(1).max(255).optional().describe('Into this branch.'),
    sort: z.enum(['created', 'updated', 'popularity', 'long-running']).default('created').describe('Order.'),
    ...pageFields(),
  }),
  output: z.object({ pull_requests: z.array(pullRequestOutput), next_cursor: nextCursorOutput }),
  execute: async (filter, { client, signal }: ToolContext<GithubClient>) => {
    const { items, next } = await client.pullRequests.list({ ...filter, direction: 'desc' }, signal);
    return { pull_requests: items.map(viewPullRequest), ...(next ? { next_cursor: next } : {}) };
  },
});
