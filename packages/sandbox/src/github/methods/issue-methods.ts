import { z } from 'zod';
import { GithubError, validationFailed } from '../github-error.ts';
import type { GithubMethod, RepositoryCall } from '../github-method.ts';
import type { Issue } from '../github-store.ts';
import { changeIssue, issueBody } from '../issue-change.ts';
import { filterIssues } from '../issue-filter.ts';
import { listAnswer } from '../page.ts';
import { commentResource, issueResource } from '../resources/issue-resource.ts';

const read = { permission: 'issues', level: 'read' } as const;
const write = { permission: 'issues', level: 'write' } as const;
const text = z.string('is not a string');

/** The issue or pull request of a path. */
function findIssue({ repository, path }: RepositoryCall): Issue {
  const found = repository.issues.find(({ number }) => String(number) === path.number);
  if (!found) throw new GithubError(404);
  return found;
}

function list(call: RepositoryCall) {
  const { repository } = call;
  return listAnswer(filterIssues(call), call, {
    // GitHub names a repository by its id here.
    pathname: `/repositories/${repository.id}/issues`,
    show: (issue: Issue) => issueResource(repository, issue),
  });
}

function create(call: RepositoryCall) {
  const { repository, principal, store, now } = call;
  const change = issueBody.required({ title: true }).parse(call.body);
  const id = store.nextId();
  const issue: Issue = {
    id,
    number: 1 + repository.issues.reduce((most, { number }) => Math.max(most, number), 0),
    author: principal.account,
    createdAt: now,
    comments: [],
    title: '',
    body: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    updatedAt: now,
    closedAt: null,
  };
  changeIssue(issue, change, call);
  repository.issues.push(issue);
  return { status: 201, body: issueResource(repository, issue) };
}

function update(call: RepositoryCall) {
  const issue = findIssue(call);
  if (!call.repository.roles.has(call.principal.account) && call.principal.kind !== 'installation')
    throw new GithubError(403, 'Must have admin rights to Repository.');
  changeIssue(issue, issueBody.parse(call.body), call);
  return { body: issueResource(call.repository, issue) };
}

function comments(call: RepositoryCall) {
  const { repository } = call;
  const issue = findIssue(call);
  return listAnswer(issue.comments, call, {
    pathname: `/repositories/${repository.id}/issues/${issue.number}/comments`,
    show: (comment: Issue['comments'][number]) => commentResource(repository, issue, comment),
  });
}

const commentBody = z.strictObject({ body: text });

function comment(call: RepositoryCall) {
  const { repository, principal, store, now } = call;
  const issue = findIssue(call);
  const { body } = commentBody.parse(call.body);
  if (body.trim() === '')
    throw validationFailed({ resource: 'IssueComment', field: 'body', code: 'missing_field' });
  const made = { id: store.nextId(), author: principal.account, body, createdAt: now };
  issue.comments.push(made);
  issue.updatedAt = now;
  return { status: 201, body: commentResource(repository, issue, made) };
}

const path = '/repos/:owner/:repo/issues';

/** Calls about issues and the comments below them. */
export const issueMethods: readonly GithubMethod[] = [
  {
    verb: 'GET',
    path,
    need: read,
    choices: {
      state: ['open', 'closed', 'all'],
      sort: ['created', 'updated', 'comments'],
      direction: ['asc', 'desc'],
    },
    run: list,
  },
  { verb: 'POST', path, need: write, body: issueBody.required({ title: true }), run: create },
  {
    verb: 'GET',
    path: `${path}/:number`,
    need: read,
    run: (call) => ({ body: issueResource(call.repository, findIssue(call)) }),
  },
  { verb: 'PATCH', path: `${path}/:number`, need: write, body: issueBody, run: update },
  { verb: 'GET', path: `${path}/:number/comments`, need: read, run: comments },
  { verb: 'POST', path: `${path}/:number/comments`, need: write, body: commentBody, run: comment },
];
