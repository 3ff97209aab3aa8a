import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { numberFields } from '../number-fields.ts';
import { pullRequestOutput, viewPullRequest } from '../pull-request.ts';
import { reviewOutput, viewReview } from '../review.ts';

/** Reads a pull request and its reviews. */
export const pullRequestReadTool = tool({
  name: 'pull_request_read',
  description:
    'Read a pull request: text, size, whether it can be merged, reviews. Its comments: issue_read. Its changes: pull_request_diff.',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject(numberFields),
  output: pullRequestOutput.extend({
    body: z.string(),
    mergeable: z.boolean().optional(),
    mergeable_state: z.string().optional(),
    commits: z.int().optional(),
    changed_files: z.int().optional(),
    additions: z.int().optional(),
    deletions: z.int().optional(),
    reviews: z.array(reviewOutput),
  }),
  execute: async (address, { client, signal }: ToolContext<GithubClient>) => {
    const pull = await client.pullRequests.read(address, signal);
    const reviews = await client.pullRequests.reviews(address, signal);
    return {
      ...viewPullRequest(pull),
      body: pull.body ?? '',
      // GitHub answers null until it has found out.
      ...(pull.mergeable == null ? {} : { mergeable: pull.mergeable }),
      ...(pull.mergeable_state ? { mergeable_state: pull.mergeable_state } : {}),
      ...(pull.commits == null ? {} : { commits: pull.commits }),
      ...(pull.changed_files == null ? {} : { changed_files: pull.changed_files }),
      ...(pull.additions == null ? {} : { additions: pull.additions }),
      ...(pull.deletions == null ? {} : { deletions: pull.deletions }),
      reviews: reviews.map(viewReview),
    };
  },
});
