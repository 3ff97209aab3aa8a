import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField, numberFields } from '../number-fields.ts';

/** Comments on an issue or pull request. */
export const issueCommentTool = tool({
  name: 'issue_comment',
  description: 'Comment on an issue, or in the conversation of a pull request.',
  effect: 'write',
  scopes: repositoryScopes,
  input: z.strictObject({ ...numberFields, body: markdownField.min(1) }),
  output: z.object({ id: z.int(), url: z.string().optional() }),
  execute: async ({ repository, number, body }, { client, signal }: ToolContext<GithubClient>) => {
    const { id, html_url: url } = await client.issues.comment({ repository, number }, body, signal);
    return { id, ...(url ? { url } : {}) };
  },
});
