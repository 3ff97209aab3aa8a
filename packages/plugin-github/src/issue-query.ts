import type { IssueFilter } from './issue-calls.ts';
import type { RepositoryNames } from './repository-names.ts';

/** The query that asks for some issues, its names turned into what GitHub wants. */
export async function issueQuery(names: RepositoryNames, filter: IssueFilter, signal: AbortSignal) {
  const { repository, state, sort, labels, assignee, author, milestone } = filter;
  return {
    state,
    sort,
    labels: labels?.length ? (await names.labels(repository, labels, signal)).join(',') : undefined,
    assignee: assignee && (await names.login(assignee, signal)),
    creator: author && (await names.login(author, signal)),
    milestone: milestone && (await names.milestone(repository, milestone, signal)),
  };
}
