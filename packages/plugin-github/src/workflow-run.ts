import { z } from 'zod';
import { login } from './account.ts';
import { time } from './time.ts';

/** What is read of a run of a workflow. */
export const workflowRunSchema = z.object({
  id: z.int(),
  name: z.string().nullish(),
  display_title: z.string().nullish(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  event: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_sha: z.string().nullish(),
  run_attempt: z.int().nullish(),
  actor: login,
  created_at: time,
  updated_at: time,
  html_url: z.string().nullish(),
});

/** A run as GitHub sends it. */
export type GithubWorkflowRun = z.infer<typeof workflowRunSchema>;

/** A run as the tools give it. */
export const workflowRunOutput = z.object({
  id: z.int(),
  workflow: z.string().optional(),
  title: z.string().optional(),
  status: z.string(),
  conclusion: z.string().optional(),
  event: z.string().optional(),
  branch: z.string().optional(),
  sha: z.string().optional(),
  attempt: z.int(),
  actor: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  url: z.string().optional(),
});

/** Shows a run. */
export function viewWorkflowRun(run: GithubWorkflowRun): z.infer<typeof workflowRunOutput> {
  return {
    id: run.id,
    ...(run.name ? { workflow: run.name } : {}),
    ...(run.display_title ? { title: run.display_title } : {}),
    status: run.status ?? 'unknown',
    ...(run.conclusion ? { conclusion: run.conclusion } : {}),
    ...(run.event ? { event: run.event } : {}),
    ...(run.head_branch ? { branch: run.head_branch } : {}),
    ...(run.head_sha ? { sha: run.head_sha } : {}),
    attempt: run.run_attempt ?? 1,
    ...(run.actor ? { actor: run.actor } : {}),
    ...(run.created_at ? { created_at: run.created_at } : {}),
    ...(run.updated_at ? { updated_at: run.updated_at } : {}),
    ...(run.html_url ? { url: run.html_url } : {}),
  };
}
