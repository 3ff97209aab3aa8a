import { z } from 'zod';
import { changedFileSchema, type GithubChangedFile } from './changed-file.ts';
import { filesPerPage } from './diff-page.ts';
import type { GithubApi, Page } from './github-api.ts';
import type { IssueAddress } from './issue-calls.ts';
import type { PageRequest } from './page-cursor.ts';
import { type GithubPullRequest, pullRequestSchema } from './pull-request.ts';
import { repositoryPath } from './repository-name.ts';
import { reviewSchema } from './review.ts';

/** Which pull requests are wanted. */
export interface PullRequestFilter extends PageRequest {
  readonly repository: string;
  readonly state: 'open' | 'closed' | 'all';
  /** `owner:branch`. */
  readonly head?: string | undefined;
  readonly base?: string | undefined;
  readonly sort: 'created' | 'updated' | 'popularity' | 'long-running';
  readonly direction: 'asc' | 'desc';
}

/** A review with its remarks on lines. */
export interface NewReview {
  readonly event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  readonly body?: string | undefined;
  readonly comments?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** How a pull request is merged. */
export interface Merge {
  readonly method?: 'merge' | 'squash' | 'rebase' | undefined;
  /** The head that was looked at; GitHub refuses when there is another. */
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
}

const mergedSchema = z.object({ sha: z.string(), merged: z.literal(true), message: z.string().nullish() });

/** The calls about pull requests. */
export function pullRequestCalls(api: GithubApi) {
  const pathOf = ({ repository, number }: IssueAddress) => `${repositoryPath(repository)}/pulls/${number}`;
  const whatOf = ({ repository, number }: IssueAddress) => `pull request ${number} of ${repository}`;
  return {
    async list(
      { repository, limit, cursor, ...query }: PullRequestFilter,
      signal: AbortSignal,
    ): Promise<Page<GithubPullRequest>> {
      const request = { what: `the pull requests of ${repository}`, query, limit, cursor, signal };
      const path = `${repositoryPath(repository)}/pulls`;
      const { answer: items, next } = await api.page(path, z.array(pullRequestSchema), request);
      return { items, next };
    },

    read: (address: IssueAddress, signal: AbortSignal) =>
      api.get(pathOf(address), pullRequestSchema, { what: whatOf(address), signal }),

    /** The first hundred reviews, the oldest first. */
    reviews: (address: IssueAddress, signal: AbortSignal) =>
      api.get(`${pathOf(address)}/reviews`, z.array(reviewSchema), {
        what: `the reviews of ${whatOf(address)}`,
        query: { per_page: 100 },
        signal,
      }),

    async files(address: IssueAddress, page: number, signal: AbortSignal): Promise<Page<GithubChangedFile>> {
      const cursor = `page=${page}&per_page=${filesPerPage}`;
      const request = { what: `the changes of ${whatOf(address)}`, limit: filesPerPage, cursor, signal };
      const path = `${pathOf(address)}/files`;
      const { answer: items, next } = await api.page(path, z.array(changedFileSchema), request);
      return { items, next };
    },

    create: (repository: string, pull: Readonly<Record<string, unknown>>, signal: AbortSignal) =>
      api.write(`POST ${repositoryPath(repository)}/pulls`, pullRequestSchema, {
        what: `a new pull request in ${repository}`,
        body: pull,
        signal,
      }),

    review: (address: IssueAddress, review: NewReview, signal: AbortSignal) =>
      api.write(`POST ${pathOf(address)}/reviews`, reviewSchema, {
        what: whatOf(address),
        body: { ...review },
        signal,
      }),

    merge: (address: IssueAddress, { method, sha, title, message }: Merge, signal: AbortSignal) =>
      api.write(`PUT ${pathOf(address)}/merge`, mergedSchema, {
        what: whatOf(address),
        body: { merge_method: method, sha, commit_title: title, commit_message: message },
        signal,
      }),
  };
}
