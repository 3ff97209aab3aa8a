import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { changedFileOutput } from '../changed-file.ts';
import { diffPage, readDiffCursor } from '../diff-page.ts';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { numberFields } from '../number-fields.ts';
import { nextCursorOutput } from '../page-fields.ts';

const start = { page: 1, file: 0, offset: 0 };

/** Reads what a pull request changes. */
export const pullRequestDiffTool = tool({
  name: 'pull_request_diff',
  description:
    'Read what a pull request changes, file by file, as unified diffs. A long diff ends in the middle of a file and goes on at next_cursor.',
  effect: 'read',
  scopes: repositoryScopes,
  input: z.strictObject({
    ...numberFields,
    max_characters: z.int().min(500).max(200_000).default(20_000).describe('How much at once.'),
    cursor: z
      .string()
      .max(50)
      .refine((cursor) => readDiffCursor(cursor) !== undefined, 'Give next_cursor of the part before.')
      .optional()
      .describe('next_cursor of the part before.'),
  }),
  output: z.object({ files: z.array(changedFileOutput), next_cursor: nextCursorOutput }),
  execute: async (input, { client, signal }: ToolContext<GithubClient>) => {
    const { repository, number, cursor, max_characters: characters } = input;
    const position = (cursor === undefined ? undefined : readDiffCursor(cursor)) ?? start;
    const page = await client.pullRequests.files({ repository, number }, position.page, signal);
    const { files, next } = diffPage(page.items, position, { characters, hasMore: page.next !== undefined });
    return { files, ...(next ? { next_cursor: next } : {}) };
  },
});
