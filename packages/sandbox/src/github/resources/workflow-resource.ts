import { fullName, type Repository, type Workflow, type WorkflowRun } from '../github-store.ts';
import { accountResource, apiRoot, nodeId, webRoot } from './account-resource.ts';
import { repositoryResource } from './repository-resource.ts';
import { time } from './time.ts';

/** A workflow. */
export function workflowResource(repository: Repository, { id, name, path }: Workflow) {
  const full = fullName(repository);
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: time(repository.createdAt),
    updated_at: time(repository.createdAt),
    url: `${apiRoot}/repos/${full}/actions/workflows/${id}`,
    html_url: `${webRoot}/${full}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${webRoot}/${full}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

/** A run of a workflow. */
export function runResource(repository: Repository, run: WorkflowRun) {
  const full = fullName(repository);
  const url = `${apiRoot}/repos/${full}/actions/runs/${run.id}`;
  const at = time(run.createdAt);
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: `${webRoot}/${full}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: at,
    updated_at: at,
    run_started_at: at,
    actor: accountResource(run.actor),
    triggering_actor: accountResource(run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${apiRoot}/repos/${full}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${apiRoot}/repos/${full}/actions/workflows/${run.workflow.id}`,
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: run.title,
      timestamp: at,
      author: { name: run.actor.name, email: 'someone@sandbox.example' },
      committer: { name: run.actor.name, email: 'someone@sandbox.example' },
    },
    repository: repositoryResource(repository),
    head_repository: repositoryResource(repository),
  };
}
