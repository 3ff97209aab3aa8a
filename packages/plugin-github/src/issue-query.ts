import type { PageRequest } from './page-cursor.ts';
import type { RepositoryNames } from './repository-names.ts';

/** Which issues are wanted; names as people use them. */
export interface IssueFilter extends PageRequest {
  readonly repository: string;
  readonly state: 'open' | 'closed' | 'all';
  readonly labels?: readonly string[] | undefined;
  readonly assignee?: string | undefined;
  readonly author?: string | undefined;
  readonly milestone?: string | undefined;
  readonly sort: 'created' | 'updated' | 'comments';
}

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
