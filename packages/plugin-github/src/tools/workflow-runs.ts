import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';
import { repositoryField } from '../repository-name.ts';
import { viewWorkflowRun, workflowRunOutput } from '../workflow-run.ts';

const statuses = [
  'queued',
  'in_progress',
  'completed',
  'success',
  'failure',
  'cancelled',
  'timed_out',
  'waiting',
] as const;

/** Says how workflows went. */
export const workflowRunsTool = tool({
  name: 'workflow_runs',
  description: 'List runs of GitHub Actions, newest first, with status and conclusion; or one run by its id.',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({
    repository: repositoryField,
    run_id: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('Only this run.'),
    workflow: z.string().trim().min(1).max(300).optional().describe('Name, file or id.'),
    branch: z.string().min(1).max(255).optional().describe('Branch.'),
    status: z.enum(statuses).optional().describe('Status or conclusion.'),
    event: z
      .string()
      .regex(/^[a-z_]{1,50}$/)
      .optional()
      .describe('What started it, such as push or pull_request.'),
    ...pageFields(),
  }),
  output: z.object({ runs: z.array(workflowRunOutput), next_cursor: nextCursorOutput }),
  execute: async ({ run_id: id, ...filter }, { client, signal }: ToolContext<GithubClient>) => {
    if (id !== undefined)
      return { runs: [viewWorkflowRun(await client.workflows.run(filter.repository, id, signal))] };
    const { items, next } = await client.workflows.runs(filter, signal);
    return { runs: items.map(viewWorkflowRun), ...(next ? { next_cursor: next } : {}) };
  },
});
