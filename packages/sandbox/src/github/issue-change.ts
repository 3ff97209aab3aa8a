import { z } from 'zod';
import { validationFailed } from './github-error.ts';
import type { RepositoryCall } from './github-method.ts';
import type { Account, Issue, Label, Milestone } from './github-store.ts';
import { hasRole } from './principal.ts';

const text = z.string('is not a string');

/** The body that makes or changes an issue. */
export const issueBody = z.strictObject({
  title: text.optional(),
  body: text.nullish(),
  state: z.enum(['open', 'closed'], 'is not open or closed').optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened'], 'is no reason').nullish(),
  milestone: z.int('is not an integer').nullish(),
  labels: z.array(text, 'is not an array').optional(),
  assignees: z.array(text, 'is not an array').optional(),
});

type IssueBody = z.infer<typeof issueBody>;

const longestTitle = 256;
const longestBody = 65_536;

/** Changes an issue. Whoever may not push gets no label, assignee or milestone through, and is not told. */
export function changeIssue(issue: Issue, change: IssueBody, call: RepositoryCall): void {
  checkTexts(change);
  if (change.title !== undefined) issue.title = change.title;
  if (change.body !== undefined) issue.body = change.body;
  changeState(issue, change, call.now);
  if (hasRole(call.principal, call.repository, 'write')) changeNames(issue, change, call);
  issue.updatedAt = call.now;
}

function checkTexts({ title, body }: IssueBody): void {
  if (title !== undefined && title.trim() === '')
    throw validationFailed({ resource: 'Issue', field: 'title', code: 'missing_field' });
  if (title !== undefined && title.length > longestTitle)
    throw validationFailed({
      resource: 'Issue',
      field: 'title',
      code: 'custom',
      message: `title is too long (maximum is ${longestTitle} characters)`,
    });
  if (body && body.length > longestBody)
    throw validationFailed({
      resource: 'Issue',
      field: 'body',
      code: 'custom',
      message: `body is too long (maximum is ${longestBody} characters)`,
    });
}

function changeState(issue: Issue, { state, state_reason: reason }: IssueBody, now: number): void {
  if (state === undefined || state === issue.state) return;
  issue.state = state;
  issue.stateReason = state === 'open' ? 'reopened' : (reason ?? 'completed');
  issue.closedAt = state === 'closed' ? now : null;
}

function changeNames(issue: Issue, { labels, assignees, milestone }: IssueBody, call: RepositoryCall): void {
  const people = assignees?.map((login) => findAssignee(call, login));
  const found = milestone === undefined ? undefined : findMilestone(call, milestone);
  if (labels) issue.labels = labels.map((name) => findOrMakeLabel(call, name));
  if (people) issue.assignees = people;
  if (found !== undefined) issue.milestone = found;
}

/** GitHub makes a label that is not there yet. */
function findOrMakeLabel({ repository, store }: RepositoryCall, name: string): Label {
  const known = repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
  if (known) return known;
  const made = { id: store.nextId(), name, color: 'ededed', description: '' };
  repository.labels.push(made);
  return made;
}

function findAssignee({ repository }: RepositoryCall, login: string): Account {
  for (const [account, role] of repository.roles)
    if (role !== 'read' && account.login.toLowerCase() === login.toLowerCase()) return account;
  throw validationFailed({ resource: 'Issue', field: 'assignees', code: 'invalid', value: login });
}

function findMilestone({ repository }: RepositoryCall, number: number | null): Milestone | null {
  if (number === null) return null;
  const found = repository.milestones.find((milestone) => milestone.number === number);
  if (!found)
    throw validationFailed({ resource: 'Issue', field: 'milestone', code: 'invalid', value: number });
  return found;
}
