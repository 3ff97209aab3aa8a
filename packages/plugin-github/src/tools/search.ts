import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput, pageFields } from '../page-fields.ts';
import { searchHitOutput } from '../search-hit.ts';

const sortsOf = {
  issues: ['created', 'updated', 'comments'],
  pull_requests: ['created', 'updated', 'comments'],
  code: [],
  repositories: ['stars', 'forks', 'updated'],
} as const;

const input = z
  .strictObject({
    kind: z.enum(['issues', 'pull_requests', 'code', 'repositories']).describe('What to find.'),
    query: z
      .string()
      .trim()
      .min(1)
      .max(1_000)
      .describe("GitHub's search syntax, such as: engine is:open repo:owner/name author:@me"),
    sort: z
      .enum(['created', 'updated', 'comments', 'stars', 'forks'])
      .optional()
      .describe(
        'Issues and pull requests: created, updated, comments. Repositories: stars, forks, updated. Best match unless given.',
      ),
    ...pageFields(),
  })
  .refine(({ kind, sort }) => sort === undefined || sortsOf[kind].some((known) => known === sort), {
    message: 'This kind cannot be sorted like that.',
    path: ['sort'],
  });

/** Searches GitHub. */
export const searchTool = tool({
  name: 'search',
  description:
    'Search GitHub for issues, pull requests, code (default branches; wants a word and, best, repo: or org:) or repositories.',
  effect: 'read',
  scopes: repositoryScopes,
  input,
  output: z.object({
    total: z.int(),
    incomplete: z.boolean(),
    results: z.array(searchHitOutput),
    next_cursor: nextCursorOutput,
  }),
  execute: async (wanted, { client, signal }: ToolContext<GithubClient>) => {
    const { items, next, total, incomplete } = await client.search(wanted, signal);
    return { total, incomplete, results: [...items], ...(next ? { next_cursor: next } : {}) };
  },
});
