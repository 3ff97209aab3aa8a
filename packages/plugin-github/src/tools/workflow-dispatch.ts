import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryField } from '../repository-name.ts';

/** Starts a workflow of GitHub Actions. */
export const workflowDispatchTool = tool({
  name: 'workflow_dispatch',
  description:
    'Start a workflow of GitHub Actions that has the workflow_dispatch trigger. Watch it with workflow_runs.',
  effect: 'write',
  // GitHub wants the whole of it here, also for public repositories.
  scopes: ['repo'],
  input: z.strictObject({
    repository: repositoryField,
    workflow: z.string().trim().min(1).max(300).describe('Name, file or id.'),
    ref: z.string().min(1).max(255).optional().describe('Branch or tag; the default branch unless given.'),
    inputs: z
      .record(z.string().min(1).max(100), z.string().max(65_535))
      .refine((inputs) => Object.keys(inputs).length <= 25, 'At most 25 inputs.')
      .optional()
      .describe("The workflow's own inputs, as texts."),
  }),
  output: z.object({
    started: z.boolean(),
    ref: z.string(),
    run_id: z.int().optional(),
    url: z.string().optional(),
  }),
  execute: async (wanted, { client, signal }: ToolContext<GithubClient>) => {
    const { ref, runId, url } = await client.workflows.dispatch(wanted, signal);
    return { started: true, ref, ...(runId ? { run_id: runId } : {}), ...(url ? { url } : {}) };
  },
});
