import { z } from 'zod';
import { login } from './account.ts';
import { listOf } from './list-of.ts';
import { time } from './time.ts';

const branchSchema = z
  .object({ label: z.string().nullish(), ref: z.string().nullish(), sha: z.string().nullish() })
  .nullish();

/** What is read of a pull request; the last fields are only there when it is read by itself. */
export const pullRequestSchema = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string().nullish(),
  draft: z.boolean().nullish(),
  html_url: z.string().nullish(),
  user: login,
  labels: listOf(z.object({ name: z.string().nullish() })),
  requested_reviewers: listOf(login),
  head: branchSchema,
  base: branchSchema,
  created_at: time,
  updated_at: time,
  merged_at: time,
  mergeable: z.boolean().nullish(),
  mergeable_state: z.string().nullish(),
  commits: z.int().nullish(),
  changed_files: z.int().nullish(),
  additions: z.int().nullish(),
  deletions: z.int().nullish(),
});

/** A pull request as GitHub sends it. */
export type GithubPullRequest = z.infer<typeof pullRequestSchema>;

/** A pull request as the tools give it. */
export const pullRequestOutput = z.object({
  number: z.int(),
  title: z.string(),
  state: z.enum(['open', 'draft', 'closed', 'merged']),
  author: z.string().optional(),
  head: z.string().optional(),
  head_sha: z.string().optional(),
  base: z.string().optional(),
  labels: z.array(z.string()),
  reviewers: z.array(z.string()),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  merged_at: z.string().optional(),
  url: z.string().optional(),
});

/** A pull request without its text. */
export type PullRequestView = z.infer<typeof pullRequestOutput>;

/** Shows a pull request. */
export function viewPullRequest(pull: GithubPullRequest): PullRequestView {
  return {
    number: pull.number,
    title: pull.title,
    state: stateOf(pull),
    ...(pull.user ? { author: pull.user } : {}),
    ...(pull.head?.label ? { head: pull.head.label } : {}),
    ...(pull.head?.sha ? { head_sha: pull.head.sha } : {}),
    ...(pull.base?.ref ? { base: pull.base.ref } : {}),
    labels: pull.labels.flatMap(({ name }) => (name ? [name] : [])),
    reviewers: pull.requested_reviewers,
    ...(pull.created_at ? { created_at: pull.created_at } : {}),
    ...(pull.updated_at ? { updated_at: pull.updated_at } : {}),
    ...(pull.merged_at ? { merged_at: pull.merged_at } : {}),
    ...(pull.html_url ? { url: pull.html_url } : {}),
  };
}

function stateOf({ state, draft, merged_at: mergedAt }: GithubPullRequest): PullRequestView['state'] {
  if (mergedAt) return 'merged';
  if (state === 'closed') return 'closed';
  return draft ? 'draft' : 'open';
}
