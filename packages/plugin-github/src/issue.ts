import { z } from 'zod';
import { login } from './account.ts';
import { listOf } from './list-of.ts';
import { time } from './time.ts';

const labelSchema = z
  .union([z.string(), z.object({ name: z.string().nullish() })])
  .transform((label) => (typeof label === 'string' ? label : (label.name ?? '')));

/** What is read of an issue; a pull request is one, with `pull_request`. */
export const issueSchema = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string().nullish(),
  state_reason: z.string().nullish(),
  html_url: z.string().nullish(),
  repository_url: z.string().nullish(),
  user: login,
  labels: listOf(labelSchema),
  assignees: listOf(login),
  milestone: z.object({ title: z.string().nullish() }).nullish(),
  comments: z.int().nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time,
  pull_request: z.object({}).nullish(),
});

/** An issue as GitHub sends it. */
export type GithubIssue = z.infer<typeof issueSchema>;

/** An issue as the tools give it. */
export const issueOutput = z.object({
  number: z.int(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().optional(),
  author: z.string().optional(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  milestone: z.string().optional(),
  comments: z.int(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  closed_at: z.string().optional(),
  url: z.string().optional(),
});

/** An issue without its text. */
export type IssueView = z.infer<typeof issueOutput>;

/** Shows an issue. */
export function viewIssue(issue: GithubIssue): IssueView {
  return {
    number: issue.number,
    title: issue.title,
    state: issue.state ?? 'open',
    ...(issue.state_reason ? { state_reason: issue.state_reason } : {}),
    ...(issue.user ? { author: issue.user } : {}),
    labels: issue.labels.filter((label) => label !== ''),
    assignees: issue.assignees,
    ...(issue.milestone?.title ? { milestone: issue.milestone.title } : {}),
    comments: issue.comments ?? 0,
    ...(issue.created_at ? { created_at: issue.created_at } : {}),
    ...(issue.updated_at ? { updated_at: issue.updated_at } : {}),
    ...(issue.closed_at ? { closed_at: issue.closed_at } : {}),
    ...(issue.html_url ? { url: issue.html_url } : {}),
  };
}
