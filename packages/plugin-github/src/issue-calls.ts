import { z } from 'zod';
import type { GithubApi, Page } from './github-api.ts';
import { type GithubIssue, issueSchema } from './issue.ts';
import { commentSchema } from './issue-comment.ts';
import { type IssueChange, issuePayload } from './issue-payload.ts';
import { type IssueFilter, issueQuery } from './issue-query.ts';
import type { PageRequest } from './page-cursor.ts';
import { repositoryPath } from './repository-name.ts';
import type { RepositoryNames } from './repository-names.ts';

/** One issue of a repository. */
export interface IssueAddress {
  readonly repository: string;
  readonly number: number;
}

type Comment = z.infer<typeof commentSchema>;

/** Pages of nothing but pull requests that are read to find an issue. */
const mostPages = 10;

/** The calls about issues. */
export function issueCalls(api: GithubApi, names: RepositoryNames) {
  return {
    /** Issues alone: GitHub's list holds the pull requests too, so a page can be short. */
    async list(filter: IssueFilter, signal: AbortSignal): Promise<Page<GithubIssue>> {
      const { repository, limit } = filter;
      const query = await issueQuery(names, filter, signal);
      const path = `${repositoryPath(repository)}/issues`;
      let { cursor } = filter;
      for (let page = 1; ; page += 1) {
        const request = { what: `the issues of ${repository}`, query, limit, cursor, signal };
        const { answer, next } = await api.page(path, z.array(issueSchema), request);
        const items = answer.filter((issue) => !issue.pull_request);
        if (items.length > 0 || next === undefined || page === mostPages) return { items, next };
        cursor = next;
      }
    },

    read: ({ repository, number }: IssueAddress, signal: AbortSignal) =>
      api.get(`${repositoryPath(repository)}/issues/${number}`, issueSchema, {
        what: `issue ${number} of ${repository}`,
        signal,
      }),

    async comments(
      { repository, number, ...page }: IssueAddress & PageRequest,
      signal: AbortSignal,
    ): Promise<Page<Comment>> {
      const path = `${repositoryPath(repository)}/issues/${number}/comments`;
      const request = { what: `the comments of issue ${number} of ${repository}`, ...page, signal };
      const { answer: items, next } = await api.page(path, z.array(commentSchema), request);
      return { items, next };
    },

    create: async (repository: string, issue: IssueChange, signal: AbortSignal) =>
      api.write(`POST ${repositoryPath(repository)}/issues`, issueSchema, {
        what: `a new issue in ${repository}`,
        body: await issuePayload(names, { repository, change: issue }, signal),
        signal,
      }),

    update: async ({ repository, number }: IssueAddress, change: IssueChange, signal: AbortSignal) =>
      api.write(`PATCH ${repositoryPath(repository)}/issues/${number}`, issueSchema, {
        what: `issue ${number} of ${repository}`,
        body: await issuePayload(names, { repository, change }, signal),
        signal,
      }),

    comment: ({ repository, number }: IssueAddress, body: string, signal: AbortSignal) =>
      api.write(`POST ${repositoryPath(repository)}/issues/${number}/comments`, commentSchema, {
        what: `issue ${number} of ${repository}`,
        body: { body },
        signal,
      }),
  };
}
