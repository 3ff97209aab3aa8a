import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';
import { repositoryOutput, viewRepository } from '../repository.ts';

/** Lists repositories. */
export const repositoriesListTool = tool({
  name: 'repositories_list',
  description:
    'List repositories: all that the connected account, token or app can reach, or those of one owner. Last pushed first.',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({
    owner: z
      .string()
      .regex(/^[A-Za-z0-9][\w-]{0,99}$/, 'Give the login of a person or organisation.')
      .optional()
      .describe('Login of a person or organisation.'),
    ...pageFields(),
  }),
  output: z.object({ repositories: z.array(repositoryOutput), next_cursor: nextCursorOutput }),
  execute: async ({ owner, ...page }, { client, signal }: ToolContext<GithubClient>) => {
    const { items, next } =
      owner === undefined
        ? await client.repositories.mine(page, signal)
        : await client.repositories.of(owner, page, signal);
    return { repositories: items.map(viewRepository), ...(next ? { next_cursor: next } : {}) };
  },
});
