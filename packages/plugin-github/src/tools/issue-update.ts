import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { issueOutput, viewIssue } from '../issue.ts';
import { issueFields, titleField } from '../issue-fields.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField, numberFields } from '../number-fields.ts';

const input = z
  .strictObject({
    ...numberFields,
    title: titleField.optional(),
    body: markdownField.optional(),
    state: z.enum(['open', 'closed']).optional().describe('Closes or opens it again.'),
    state_reason: z
      .enum(['completed', 'not_planned', 'reopened'])
      .optional()
      .describe('Why the state changes.'),
    labels: issueFields.labels.describe('All names it is to have; others are taken off.'),
    assignees: issueFields.assignees.describe('All logins it is to have, or @me.'),
    milestone: z.string().min(1).max(255).nullable().optional().describe('Title; null takes it off.'),
  })
  .refine(({ repository: _repository, number: _number, ...change }) => Object.keys(change).length > 0, {
    message: 'Say what to change.',
  });

/** Changes an issue or pull request. */
export const issueUpdateTool = tool({
  name: 'issue_update',
  description:
    'Change, close or reopen an issue or pull request. What is not given stays. To add a label, read it first and give all labels.',
  effect: 'write',
  scopes: repositoryScopes,
  input,
  output: issueOutput,
  execute: async (
    { repository, number, state_reason: stateReason, ...change },
    { client, signal }: ToolContext<GithubClient>,
  ) => viewIssue(await client.issues.update({ repository, number }, { ...change, stateReason }, signal)),
});
