import type { IssueChange } from './issue-calls.ts';
import type { RepositoryNames } from './repository-names.ts';

/** The body that makes or changes an issue, its names turned into what GitHub wants. */
export async function issuePayload(
  names: RepositoryNames,
  { repository, change }: { readonly repository: string; readonly change: IssueChange },
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const { labels, assignees, milestone, stateReason, ...texts } = change;
  return {
    ...texts,
    ...(stateReason ? { state_reason: stateReason } : {}),
    ...(labels ? { labels: await names.labels(repository, labels, signal) } : {}),
    ...(assignees ? { assignees: await names.assignees(repository, assignees, signal) } : {}),
    ...(milestone === null ? { milestone: null } : {}),
    ...(milestone ? { milestone: await names.milestone(repository, milestone, signal) } : {}),
  };
}
