import { validationFailed } from './github-error.ts';
import type { RepositoryCall } from './github-method.ts';
import type { Issue } from './github-store.ts';

/** The issues and pull requests that a list asks for, in its order. */
export function filterIssues({ repository, query }: RepositoryCall): readonly Issue[] {
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.toLowerCase().split(',') ?? [];
  const creator = query.get('creator')?.toLowerCase();
  const fits = [assigneeTest(query.get('assignee')), milestoneTest(query.get('milestone'))];
  const wanted = repository.issues.filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)) &&
      (creator === undefined || issue.author.login.toLowerCase() === creator) &&
      fits.every((test) => test(issue)),
  );
  return sorted(wanted, query);
}

function assigneeTest(assignee: string | null): (issue: Issue) => boolean {
  if (assignee === null) return () => true;
  if (assignee === 'none') return ({ assignees }) => assignees.length === 0;
  if (assignee === '*') return ({ assignees }) => assignees.length > 0;
  return ({ assignees }) => assignees.some(({ login }) => login.toLowerCase() === assignee.toLowerCase());
}

function milestoneTest(milestone: string | null): (issue: Issue) => boolean {
  if (milestone === null) return () => true;
  if (milestone === 'none') return (issue) => issue.milestone === null;
  if (milestone === '*') return (issue) => issue.milestone !== null;
  if (!/^\d+$/.test(milestone))
    throw validationFailed({ resource: 'Issue', field: 'milestone', code: 'invalid', value: milestone });
  return (issue) => issue.milestone?.number === Number(milestone);
}

function sorted(issues: readonly Issue[], query: URLSearchParams): readonly Issue[] {
  const sort = query.get('sort') ?? 'created';
  const value = ({ createdAt, updatedAt, comments, number }: Issue) => {
    if (sort === 'comments') return comments.length;
    return (sort === 'updated' ? updatedAt : createdAt) * 1_000 + number;
  };
  const direction = query.get('direction') === 'asc' ? 1 : -1;
  return issues.toSorted((one, other) => direction * (value(one) - value(other)));
}
