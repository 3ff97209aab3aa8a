import {
  type Comment,
  fullName,
  type Issue,
  type Label,
  type Milestone,
  type Repository,
} from '../github-store.ts';
import { accountResource, apiRoot, nodeId, webRoot } from './account-resource.ts';
import { time } from './time.ts';

/** A label. */
export function labelResource(repository: Repository, { id, name, color, description }: Label) {
  return {
    id,
    node_id: nodeId('LA', id),
    url: `${apiRoot}/repos/${fullName(repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color,
    default: false,
    description,
  };
}

/** A milestone. */
export function milestoneResource(repository: Repository, milestone: Milestone) {
  const { id, number, title, state } = milestone;
  const url = `${apiRoot}/repos/${fullName(repository)}/milestones/${number}`;
  const counted = repository.issues.filter((issue) => issue.milestone === milestone);
  const open = counted.filter((issue) => issue.state === 'open').length;
  return {
    url,
    html_url: `${webRoot}/${fullName(repository)}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id,
    node_id: nodeId('MI', id),
    number,
    title,
    description: null,
    creator: accountResource(repository.owner),
    open_issues: open,
    closed_issues: counted.length - open,
    state,
    created_at: time(repository.createdAt),
    updated_at: time(repository.createdAt),
    due_on: null,
    closed_at: null,
  };
}

/** An issue, or a pull request as the list of issues shows it. */
export function issueResource(repository: Repository, issue: Issue) {
  const name = fullName(repository);
  const url = `${apiRoot}/repos/${name}/issues/${issue.number}`;
  const web = `${webRoot}/${name}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
  const assignees = issue.assignees.map(accountResource);
  return {
    url,
    repository_url: `${apiRoot}/repos/${name}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: web,
    id: issue.id,
    node_id: nodeId('I', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountResource(issue.author),
    labels: issue.labels.map((label) => labelResource(repository, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: issue.milestone && milestoneResource(repository, issue.milestone),
    comments: issue.comments.length,
    created_at: time(issue.createdAt),
    updated_at: time(issue.updatedAt),
    closed_at: time(issue.closedAt),
    author_association: 'MEMBER',
    active_lock_reason: null,
    body: issue.body,
    ...(issue.pull ? { draft: issue.pull.draft, pull_request: pullLinks(repository, issue) } : {}),
  };
}

function pullLinks(repository: Repository, { number, pull }: Issue) {
  const url = `${apiRoot}/repos/${fullName(repository)}/pulls/${number}`;
  const web = `${webRoot}/${fullName(repository)}/pull/${number}`;
  const mergedAt = time(pull?.merged?.at ?? null);
  return { url, html_url: web, diff_url: `${web}.diff`, patch_url: `${web}.patch`, merged_at: mergedAt };
}

/** A comment. */
export function commentResource(repository: Repository, issue: Issue, comment: Comment) {
  const base = `${apiRoot}/repos/${fullName(repository)}/issues`;
  const kind = issue.pull ? 'pull' : 'issues';
  return {
    url: `${base}/comments/${comment.id}`,
    html_url: `${webRoot}/${fullName(repository)}/${kind}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${base}/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: accountResource(comment.author),
    created_at: time(comment.createdAt),
    updated_at: time(comment.createdAt),
    author_association: 'MEMBER',
    body: comment.body,
  };
}
