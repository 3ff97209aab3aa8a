import { z } from 'zod';
import { makeCommit } from '../commit.ts';
import { GithubError, notFound, validationFailed } from '../github-error.ts';
import type { GithubMethod, RepositoryCall } from '../github-method.ts';
import type { Issue } from '../github-store.ts';
import { listAnswer } from '../page.ts';
import { conflictsOf, pullTips } from '../pull-state.ts';
import {
  fileResources,
  type PullRequest,
  pullResource,
  simplePullResource,
} from '../resources/pull-resource.ts';

const read = { permission: 'pull_requests', level: 'read' } as const;
const write = { permission: 'pull_requests', level: 'write' } as const;
const text = z.string('is not a string');

/** The pull request of a path. */
export function findPull({ repository, path }: RepositoryCall): PullRequest {
  const found = repository.issues.find(({ number }) => String(number) === path.number);
  if (!found || !isPull(found)) throw notFound();
  return found;
}

function isPull(issue: Issue): issue is PullRequest {
  return issue.pull !== undefined;
}

function list(call: RepositoryCall) {
  const { repository, query } = call;
  const [state, base, head] = [query.get('state') ?? 'open', query.get('base'), query.get('head')];
  const wanted = repository.issues
    .filter(isPull)
    .filter(
      (issue) =>
        (state === 'all' || issue.state === state) &&
        (base === null || issue.pull.base === base) &&
        (head === null || `${repository.owner.login}:${issue.pull.head}` === head),
    )
    .toSorted((one, other) => (query.get('direction') === 'asc' ? 1 : -1) * (one.number - other.number));
  return listAnswer(wanted, call, {
    pathname: `/repositories/${repository.id}/pulls`,
    show: (issue: PullRequest) => simplePullResource(repository, issue),
  });
}

const createBody = z.strictObject({
  title: text,
  head: text,
  base: text,
  body: text.nullish(),
  draft: z.boolean('is not a boolean').optional(),
});

function create(call: RepositoryCall) {
  const { repository, principal, store, now } = call;
  const { title, body = null, draft = false, base, ...given } = createBody.parse(call.body);
  const head = given.head.replace(`${repository.owner.login}:`, '');
  const [from, tip] = [repository.branches.get(base), repository.branches.get(head)];
  const resource = 'PullRequest';
  if (!from) throw validationFailed({ resource, field: 'base', code: 'invalid' });
  if (!tip) throw validationFailed({ resource, field: 'head', code: 'invalid' });
  if (from.sha === tip.sha)
    throw validationFailed({
      resource,
      field: 'head',
      code: 'custom',
      message: `No commits between ${base} and ${head}`,
    });
  if (
    repository.issues.some(({ pull, state }) => state === 'open' && pull?.head === head && pull.base === base)
  )
    throw validationFailed({
      resource,
      field: 'head',
      code: 'custom',
      message: `A pull request already exists for ${repository.owner.login}:${head}.`,
    });
  const issue: PullRequest = {
    id: store.nextId(),
    number: 1 + repository.issues.reduce((most, { number }) => Math.max(most, number), 0),
    author: principal.account,
    createdAt: now,
    comments: [],
    pull: { head, base, draft, from, reviews: [] },
    title,
    body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    milestone: null,
    updatedAt: now,
    closedAt: null,
  };
  repository.issues.push(issue);
  return { status: 201, body: pullResource(repository, issue) };
}

const mergeBody = z.strictObject({
  merge_method: z.enum(['merge', 'squash', 'rebase'], 'is no merge method').optional(),
  sha: text.optional(),
  commit_title: text.optional(),
  commit_message: text.optional(),
});

function merge(call: RepositoryCall) {
  const { repository, principal, now } = call;
  const issue = findPull(call);
  const { pull } = issue;
  const { sha, commit_title: title = `Merge pull request #${issue.number}` } = mergeBody.parse(call.body);
  const tips = pullTips(repository, pull);
  if (issue.state === 'closed' || pull.draft) throw new GithubError(405, 'Pull Request is not mergeable');
  if (sha !== undefined && sha !== tips.head.sha)
    throw new GithubError(409, 'Head branch was modified. Review and try the merge again.');
  if (conflictsOf(repository, pull).length > 0) throw new GithubError(405, 'Pull Request is not mergeable');
  const files = new Map([...tips.base.files, ...tips.head.files]);
  const merged = makeCommit(`${title} ${now}`, files);
  repository.branches.set(pull.base, merged);
  pull.merged = { at: now, by: principal.account, sha: merged.sha };
  issue.state = 'closed';
  issue.closedAt = now;
  return { body: { sha: merged.sha, merged: true, message: 'Pull Request successfully merged' } };
}

function files(call: RepositoryCall) {
  const { repository } = call;
  const { number, pull } = findPull(call);
  const pathname = `/repositories/${repository.id}/pulls/${number}/files`;
  return listAnswer(fileResources(repository, pull), call, { pathname, show: (file) => file });
}

const path = '/repos/:owner/:repo/pulls';

/** Calls about pull requests. */
export const pullMethods: readonly GithubMethod[] = [
  {
    verb: 'GET',
    path,
    need: read,
    choices: {
      state: ['open', 'closed', 'all'],
      sort: ['created', 'updated', 'popularity', 'long-running'],
      direction: ['asc', 'desc'],
    },
    run: list,
  },
  { verb: 'POST', path, need: write, body: createBody, run: create },
  {
    verb: 'GET',
    path: `${path}/:number`,
    need: read,
    run: (call) => ({ body: pullResource(call.repository, findPull(call)) }),
  },
  { verb: 'GET', path: `${path}/:number/files`, need: read, run: files },
  {
    verb: 'PUT',
    path: `${path}/:number/merge`,
    need: { permission: 'contents', level: 'write' },
    body: mergeBody,
    run: merge,
  },
];
