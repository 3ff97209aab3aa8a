import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField, numberFields } from '../number-fields.ts';
import { reviewOutput, viewReview } from '../review.ts';

const remark = z.strictObject({
  path: z.string().min(1).max(4_096).describe('File.'),
  line: z.int().min(1).max(10_000_000).describe('Line of the file as it is after the change.'),
  body: markdownField.min(1),
});

const input = z
  .strictObject({
    ...numberFields,
    verdict: z.enum(['approve', 'request_changes', 'comment']).describe('What you say of it.'),
    body: markdownField.optional(),
    comments: z.array(remark).max(50).optional().describe('Remarks on lines that the diff shows.'),
  })
  .refine(({ verdict, body, comments }) => verdict === 'approve' || body?.trim() || comments?.length, {
    message: 'Say something: a body, or comments.',
    path: ['body'],
  });

/** Reviews a pull request. */
export const pullRequestReviewTool = tool({
  name: 'pull_request_review',
  description: 'Review a pull request: approve, request changes or comment, with remarks on lines.',
  effect: 'write',
  scopes: repositoryScopes,
  input,
  output: reviewOutput,
  execute: async (
    { repository, number, verdict, body, comments },
    { client, signal }: ToolContext<GithubClient>,
  ) => {
    const event = verdict.toUpperCase() as Uppercase<typeof verdict>;
    const remarks = comments?.map((comment) => ({ ...comment, side: 'RIGHT' }));
    const review = { event, body, comments: remarks };
    return viewReview(await client.pullRequests.review({ repository, number }, review, signal));
  },
});
