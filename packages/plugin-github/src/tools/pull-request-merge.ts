import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField, numberFields } from '../number-fields.ts';

/** Merges a pull request. */
export const pullRequestMergeTool = tool({
  name: 'pull_request_merge',
  description:
    'Merge a pull request. Give head_sha of pull_request_read as sha: then GitHub refuses when something was pushed since.',
  effect: 'destructive',
  scopes: repositoryScopes,
  input: z.strictObject({
    ...numberFields,
    method: z
      .enum(['merge', 'squash', 'rebase'])
      .optional()
      .describe("How; GitHub's merge commit unless given."),
    sha: z
      .string()
      .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'Give the whole commit hash.')
      .optional()
      .describe('Head that was looked at.'),
    title: z.string().min(1).max(500).optional().describe('Title of the commit.'),
    message: markdownField.optional().describe('Text of the commit.'),
  }),
  output: z.object({ merged: z.boolean(), sha: z.string() }),
  execute: async ({ repository, number, ...merge }, { client, signal }: ToolContext<GithubClient>) => {
    const { merged, sha } = await client.pullRequests.merge({ repository, number }, merge, signal);
    return { merged, sha };
  },
});
