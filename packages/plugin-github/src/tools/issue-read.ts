import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { issueOutput, viewIssue } from '../issue.ts';
import { commentOutput, viewComment } from '../issue-comment.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { numberFields } from '../number-fields.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';

/** Reads an issue and the conversation below it. */
export const issueReadTool = tool({
  name: 'issue_read',
  description:
    'Read an issue with its text and comments, oldest first. With the number of a pull request: its conversation.',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({ ...numberFields, ...pageFields() }),
  output: z.object({
    issue: issueOutput.extend({ body: z.string(), is_pull_request: z.boolean() }),
    comments: z.array(commentOutput),
    next_cursor: nextCursorOutput,
  }),
  execute: async ({ repository, number, ...page }, { client, signal }: ToolContext<GithubClient>) => {
    const address = { repository, number };
    const issue = await client.issues.read(address, signal);
    const isPullRequest = Boolean(issue.pull_request);
    const { items, next } = await client.issues.comments({ ...address, ...page }, signal);
    return {
      issue: { ...viewIssue(issue), body: issue.body ?? '', is_pull_request: isPullRequest },
      comments: items.map(viewComment),
      ...(next ? { next_cursor: next } : {}),
    };
  },
});
