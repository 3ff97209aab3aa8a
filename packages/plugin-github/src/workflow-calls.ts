import { z } from 'zod';
import type { GithubApi, Page } from './github-api.ts';
import type { PageRequest } from './page-cursor.ts';
import { repositoryPath } from './repository-name.ts';
import type { RepositoryNames } from './repository-names.ts';
import { type GithubWorkflowRun, workflowRunSchema } from './workflow-run.ts';

/** Which runs are wanted. */
export interface RunFilter extends PageRequest {
  readonly repository: string;
  /** Name, file or id. */
  readonly workflow?: string | undefined;
  readonly branch?: string | undefined;
  readonly status?: string | undefined;
  readonly event?: string | undefined;
}

/** A workflow to start. */
export interface Dispatch {
  readonly repository: string;
  readonly workflow: string;
  /** A branch or tag; the default branch unless given. */
  readonly ref?: string | undefined;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}

const runsSchema = z.object({ workflow_runs: z.array(workflowRunSchema) });
const startedSchema = z
  .object({ workflow_run_id: z.int().nullish(), html_url: z.string().nullish() })
  .nullish();

/** The calls about GitHub Actions. */
export function workflowCalls(
  api: GithubApi,
  {
    names,
    defaultBranch,
  }: {
    readonly names: RepositoryNames;
    readonly defaultBranch: (repository: string, signal: AbortSignal) => Promise<string>;
  },
) {
  const pathOf = (repository: string) => `${repositoryPath(repository)}/actions`;
  return {
    async runs(filter: RunFilter, signal: AbortSignal): Promise<Page<GithubWorkflowRun>> {
      const { repository, workflow, limit, cursor, ...query } = filter;
      const found = workflow === undefined ? undefined : await names.workflow(repository, workflow, signal);
      const path = `${pathOf(repository)}${found ? `/workflows/${found.id}` : ''}/runs`;
      const request = { what: `the workflow runs of ${repository}`, query, limit, cursor, signal };
      const { answer, next } = await api.page(path, runsSchema, request);
      return { items: answer.workflow_runs, next };
    },

    run: (repository: string, id: number, signal: AbortSignal) =>
      api.get(`${pathOf(repository)}/runs/${id}`, workflowRunSchema, {
        what: `workflow run ${id} of ${repository}`,
        signal,
      }),

    /** Starts a workflow; says which run it became where GitHub does. */
    async dispatch(dispatch: Dispatch, signal: AbortSignal) {
      const { repository, workflow, inputs } = dispatch;
      const { id, name } = await names.workflow(repository, workflow, signal);
      const ref = dispatch.ref ?? (await defaultBranch(repository, signal));
      const started = await api.write(
        `POST ${pathOf(repository)}/workflows/${id}/dispatches`,
        startedSchema,
        {
          what: `the workflow ${name ?? id} of ${repository}`,
          // An Enterprise Server may not know the last one, and refuses what it does not know.
          body: { ref, ...(inputs ? { inputs } : {}), ...(api.hosted ? { return_run_details: true } : {}) },
          signal,
        },
      );
      return { ref, runId: started?.workflow_run_id ?? undefined, url: started?.html_url ?? undefined };
    },
  };
}
