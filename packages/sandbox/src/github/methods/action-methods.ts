import { z } from 'zod';
import { GithubError, notFound } from '../github-error.ts';
import type { GithubMethod, RepositoryCall } from '../github-method.ts';
import type { Repository, Workflow, WorkflowRun } from '../github-store.ts';
import { pageOf } from '../page.ts';
import { runResource, workflowResource } from '../resources/workflow-resource.ts';

const read = { permission: 'actions', level: 'read' } as const;

function workflows(call: RepositoryCall) {
  const { repository } = call;
  const page = pageOf(repository.workflows, call, `/repositories/${repository.id}/actions/workflows`);
  const shown = page.items.map((workflow) => workflowResource(repository, workflow));
  return { body: { total_count: repository.workflows.length, workflows: shown }, headers: page.headers };
}

/** By id or by file name, as GitHub takes both. */
function findWorkflow({ repository, path }: RepositoryCall): Workflow {
  const found = repository.workflows.find(
    (workflow) => String(workflow.id) === path.workflow || workflow.path.endsWith(`/${path.workflow}`),
  );
  if (!found) throw notFound();
  return found;
}

function runs(call: RepositoryCall) {
  const { repository, query } = call;
  const workflow = call.path.workflow === undefined ? undefined : findWorkflow(call);
  const [branch, event, status] = [query.get('branch'), query.get('event'), query.get('status')];
  const wanted = repository.runs
    .filter(
      (run) =>
        (workflow === undefined || run.workflow === workflow) &&
        (branch === null || run.branch === branch) &&
        (event === null || run.event === event) &&
        (status === null || run.status === status || run.conclusion === status),
    )
    .toSorted((one, other) => other.id - one.id);
  const page = pageOf(wanted, call, `/repositories/${repository.id}/actions/runs`);
  const shown = page.items.map((run) => runResource(repository, run));
  return { body: { total_count: wanted.length, workflow_runs: shown }, headers: page.headers };
}

function run({ repository, path }: RepositoryCall) {
  const found = repository.runs.find(({ id }) => String(id) === path.run);
  if (!found) throw notFound();
  return { body: runResource(repository, found) };
}

const dispatchBody = z.strictObject({
  ref: z.string('is not a string'),
  inputs: z.record(z.string(), z.unknown(), 'is not an object').optional(),
  return_run_details: z.boolean('is not a boolean').optional(),
});

function dispatch(call: RepositoryCall) {
  const { repository } = call;
  const workflow = findWorkflow(call);
  const { ref, inputs = {}, return_run_details: wantsDetails } = dispatchBody.parse(call.body);
  const commit = repository.branches.get(ref);
  if (!commit) throw new GithubError(422, `No ref found for: ${ref}`);
  const known = workflow.inputs;
  if (!known) throw new GithubError(422, "Workflow does not have 'workflow_dispatch' trigger");
  const unexpected = Object.keys(inputs).filter((name) => !known.includes(name));
  if (unexpected.length > 0)
    throw new GithubError(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const started = startRun(call, { workflow, branch: ref, sha: commit.sha });
  if (!wantsDetails) return { status: 204 };
  const { url, html_url: page } = runResource(repository, started);
  return { body: { workflow_run_id: started.id, run_url: url, html_url: page } };
}

function startRun(
  { repository, principal, store, now }: RepositoryCall,
  where: Pick<WorkflowRun, 'workflow' | 'branch' | 'sha'>,
): WorkflowRun {
  const started: WorkflowRun = {
    ...where,
    id: store.nextId(),
    number: numberOfNext(repository),
    actor: principal.account,
    event: 'workflow_dispatch',
    title: where.workflow.name,
    status: 'queued',
    conclusion: null,
    createdAt: now,
  };
  repository.runs.push(started);
  return started;
}

function numberOfNext({ runs: known }: Repository): number {
  return 1 + known.length;
}

const path = '/repos/:owner/:repo/actions';

/** Calls about Actions. */
export const actionMethods: readonly GithubMethod[] = [
  { verb: 'GET', path: `${path}/workflows`, need: read, run: workflows },
  { verb: 'GET', path: `${path}/runs`, need: read, run: runs },
  { verb: 'GET', path: `${path}/runs/:run`, need: read, run },
  { verb: 'GET', path: `${path}/workflows/:workflow/runs`, need: read, run: runs },
  {
    verb: 'POST',
    path: `${path}/workflows/:workflow/dispatches`,
    need: { permission: 'actions', level: 'write', scope: 'repo' },
    body: dispatchBody,
    run: dispatch,
  },
];
