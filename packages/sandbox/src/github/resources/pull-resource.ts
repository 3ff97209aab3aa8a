import { blobSha, changedPaths } from '../commit.ts';
import {
  type Commit,
  fullName,
  type Issue,
  type PullPart,
  type Repository,
  type Review,
} from '../github-store.ts';
import { patchOf } from '../patch.ts';
import { conflictsOf, pullTips } from '../pull-state.ts';
import { accountResource, apiRoot, nodeId, webRoot } from './account-resource.ts';
import { issueResource } from './issue-resource.ts';
import { repositoryResource } from './repository-resource.ts';
import { time } from './time.ts';

/** An issue that is a pull request. */
export type PullRequest = Issue & { readonly pull: PullPart };

/** A pull request as a list shows it. */
export function simplePullResource(repository: Repository, issue: PullRequest) {
  const { pull } = issue;
  const api = `${apiRoot}/repos/${fullName(repository)}`;
  const url = `${api}/pulls/${issue.number}`;
  const {
    comments: _comments,
    events_url: _events,
    labels_url: _labels,
    repository_url: _repository,
    state_reason: _reason,
    pull_request: links,
    ...shared
  } = issueResource(repository, issue);
  const tips = pullTips(repository, pull);
  const side = (branch: string, { sha }: Commit) => ({
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: accountResource(repository.owner),
    repo: repositoryResource(repository),
  });
  return {
    ...shared,
    url,
    id: issue.id + 1_000_000,
    node_id: nodeId('PR', issue.id),
    diff_url: links?.diff_url,
    patch_url: links?.patch_url,
    issue_url: shared.url,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    statuses_url: `${api}/statuses/${tips.head.sha}`,
    merged_at: time(pull.merged?.at ?? null),
    merge_commit_sha: pull.merged?.sha ?? null,
    requested_reviewers: [],
    requested_teams: [],
    head: side(pull.head, tips.head),
    base: side(pull.base, tips.base),
    draft: pull.draft,
    auto_merge: null,
    _links: linksOf(url, shared),
  };
}

function linksOf(url: string, shared: { readonly url: string; readonly html_url: string }) {
  const link = (href: string) => ({ href });
  return {
    self: link(url),
    html: link(shared.html_url),
    issue: link(shared.url),
    comments: link(`${shared.url}/comments`),
    review_comments: link(`${url}/comments`),
    review_comment: link(`${url}/comments{/number}`),
    commits: link(`${url}/commits`),
    statuses: link(`${url}/statuses`),
  };
}

/** A pull request read by itself. */
export function pullResource(repository: Repository, issue: PullRequest) {
  const { pull } = issue;
  const files = fileResources(repository, pull);
  const isOpen = issue.state === 'open';
  const conflicts = isOpen && conflictsOf(repository, pull).length > 0;
  return {
    ...simplePullResource(repository, issue),
    merged: pull.merged !== undefined,
    mergeable: isOpen ? !conflicts : null,
    rebaseable: isOpen ? !conflicts : null,
    mergeable_state: stateOf(pull, { isOpen, conflicts }),
    merged_by: pull.merged ? accountResource(pull.merged.by) : null,
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}

function stateOf(
  { draft }: PullPart,
  { isOpen, conflicts }: { isOpen: boolean; conflicts: boolean },
): string {
  if (!isOpen) return 'unknown';
  if (conflicts) return 'dirty';
  return draft ? 'draft' : 'clean';
}

/** Every file that a pull request changes. */
export function fileResources(repository: Repository, pull: PullPart) {
  const { head } = pullTips(repository, pull);
  return changedPaths(pull.from, head).map((path) =>
    fileResource(fullName(repository), path, { before: pull.from, after: head }),
  );
}

function fileResource(name: string, path: string, { before, after }: { before: Commit; after: Commit }) {
  const [old, now] = [before.files.get(path), after.files.get(path)];
  const isBinary = [old, now].some((content) => content?.includes(0));
  const { patch, ...counts } = patchOf(textOf(old), textOf(now));
  const lines = isBinary ? { additions: 0, deletions: 0 } : counts;
  return {
    sha: blobSha(now ?? new Uint8Array()),
    filename: path,
    status: statusOf(old, now),
    ...lines,
    changes: lines.additions + lines.deletions,
    blob_url: `${webRoot}/${name}/blob/${after.sha}/${path}`,
    raw_url: `${webRoot}/${name}/raw/${after.sha}/${path}`,
    contents_url: `${apiRoot}/repos/${name}/contents/${path}?ref=${after.sha}`,
    ...(isBinary ? {} : { patch }),
  };
}

function textOf(content: Uint8Array | undefined): string {
  return Buffer.from(content ?? []).toString('utf8');
}

/** A review. */
export function reviewResource(repository: Repository, { number }: Issue, review: Review) {
  const pullUrl = `${apiRoot}/repos/${fullName(repository)}/pulls/${number}`;
  const web = `${webRoot}/${fullName(repository)}/pull/${number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: accountResource(review.author),
    body: review.body,
    state: review.state,
    html_url: web,
    pull_request_url: pullUrl,
    author_association: 'MEMBER',
    _links: { html: { href: web }, pull_request: { href: pullUrl } },
    submitted_at: time(review.submittedAt),
    commit_id: review.commit,
  };
}

function statusOf(old: Uint8Array | undefined, now: Uint8Array | undefined): string {
  if (!old) return 'added';
  return now ? 'modified' : 'removed';
}
