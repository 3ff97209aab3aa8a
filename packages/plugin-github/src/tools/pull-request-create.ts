import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { titleField } from '../issue-fields.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField } from '../number-fields.ts';
import { pullRequestOutput, viewPullRequest } from '../pull-request.ts';
import { repositoryField } from '../repository-name.ts';

/** Opens a pull request. */
export const pullRequestCreateTool = tool({
  name: 'pull_request_create',
  description: 'Open a pull request from a branch that is already pushed.',
  effect: 'write',
  scopes: repositoryScopes,
  input: z.strictObject({
    repository: repositoryField,
    title: titleField,
    body: markdownField.optional(),
    head: z.string().min(1).max(300).describe('Branch with the changes; owner:branch from a fork.'),
    base: z.string().min(1).max(255).describe('Branch to merge into.'),
    draft: z.boolean().optional().describe('Not ready for review yet.'),
  }),
  output: pullRequestOutput,
  execute: async ({ repository, ...pull }, { client, signal }: ToolContext<GithubClient>) =>
    viewPullRequest(await client.pullRequests.create(repository, pull, signal)),
});
