import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { issueOutput, viewIssue } from '../issue.ts';
import { issueFields, titleField } from '../issue-fields.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { markdownField } from '../number-fields.ts';
import { repositoryField } from '../repository-name.ts';

/** Opens an issue. */
export const issueCreateTool = tool({
  name: 'issue_create',
  description:
    'Open an issue. GitHub silently leaves out labels, assignees and milestone where the account may not write to the repository: compare the answer.',
  effect: 'write',
  scopes: repositoryScopes,
  input: z.strictObject({
    repository: repositoryField,
    title: titleField,
    body: markdownField.optional(),
    labels: issueFields.labels.describe('Names of existing labels.'),
    assignees: issueFields.assignees.describe('Logins, or @me.'),
    milestone: z.string().min(1).max(255).optional().describe('Title.'),
  }),
  output: issueOutput,
  execute: async ({ repository, ...issue }, { client, signal }: ToolContext<GithubClient>) =>
    viewIssue(await client.issues.create(repository, issue, signal)),
});
