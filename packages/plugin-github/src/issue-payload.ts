import type { RepositoryNames } from './repository-names.ts';

/** What an issue is to say; what is undefined stays, and null takes away. */
export interface IssueChange {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly assignees?: readonly string[] | undefined;
  readonly milestone?: string | null | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  readonly stateReason?: 'completed' | 'not_planned' | 'reopened' | undefined;
}

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
