import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { issueOutput, viewIssue } from '../issue.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';
import { repositoryField } from '../repository-name.ts';

/** Lists the issues of a repository. */
export const issuesListTool = tool({
  name: 'issues_list',
  description:
    'List issues of one repository, newest first, without pull requests. Across repositories: search with "assignee:@me".',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({
    repository: repositoryField,
    state: z.enum(['open', 'closed', 'all']).default('open').describe('Which ones.'),
    labels: z.array(z.string().min(1).max(100)).max(20).optional().describe('Names; all of them.'),
    assignee: z.string().min(1).max(100).optional().describe('Login, @me, none or *.'),
    author: z.string().min(1).max(100).optional().describe('Login or @me.'),
    milestone: z.string().min(1).max(255).optional().describe('Title.'),
    sort: z.enum(['created', 'updated', 'comments']).default('created').describe('Order.'),
    ...pageFields(),
  }),
  output: z.object({ issues: z.array(issueOutput), next_cursor: nextCursorOutput }),
  execute: async (filter, { client, signal }: ToolContext<GithubClient>) => {
    const { items, next } = await client.issues.list(filter, signal);
    return { issues: items.map(viewIssue), ...(next ? { next_cursor: next } : {}) };
  },
});
