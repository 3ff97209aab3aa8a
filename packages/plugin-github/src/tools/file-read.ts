import { SidecarError, type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { cutText } from '../cut-text.ts';
import { contentBytes, decodeText, type fileSchema } from '../file-content.ts';
import type { GithubClient } from '../github-client.ts';
import { repositoryScopes } from '../needed-scopes.ts';
import { nextCursorOutput } from '../page-fields.ts';
import type { FileAddress } from '../repository-calls.ts';
import { repositoryField } from '../repository-name.ts';

const cursorPattern = /^(?<sha>[0-9a-f]{40,64})\.(?<offset>\d{1,9})$/;

const entryOutput = z.object({ name: z.string(), type: z.string(), size: z.int().optional() });

const input = z.strictObject({
  repository: repositoryField,
  path: z
    .string()
    .max(4_096)
    .transform((path) => path.replace(/^\/+|\/+$/g, ''))
    .refine(isPath, 'Give a path from the root of the repository.')
    .default('')
    .describe('File or folder; the root unless given.'),
  ref: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('Branch, tag or commit; the default branch unless given.'),
  max_characters: z.int().min(500).max(200_000).default(20_000).describe('How much at once.'),
  cursor: z
    .string()
    .regex(cursorPattern, 'Give next_cursor of the part before.')
    .optional()
    .describe('next_cursor of the part before.'),
});

/** Reads a file or lists a folder. */
export const fileReadTool = tool({
  name: 'file_read',
  description:
    'Read a text file of a repository, or list a folder. A long file goes on at next_cursor, as long as it stays the same.',
  effect: 'read',
  scopes: repositoryScopes,
  input,
  output: z.object({
    type: z.string(),
    path: z.string(),
    entries: z.array(entryOutput).optional(),
    sha: z.string().optional(),
    size: z.int().optional(),
    text: z.string().optional(),
    note: z.string().optional(),
    next_cursor: nextCursorOutput,
  }),
  execute: async (wanted, { client, signal }: ToolContext<GithubClient>) => {
    const { repository, path, ref, cursor, max_characters: most } = wanted;
    const address = { repository, path, ref };
    const found = await client.repositories.contents(address, signal);
    if (Array.isArray(found)) {
      const entries = found.map(({ name, type, size }) => ({
        name,
        type: type ?? 'file',
        ...(type === 'file' && size ? { size } : {}),
      }));
      return { type: 'directory', path, entries };
    }
    const { type, sha, size, path: itsPath } = found;
    const facts = { type, path: itsPath, sha, ...(size == null ? {} : { size }) };
    if (type !== 'file')
      return { ...facts, note: `It leads to ${found.target ?? found.submodule_git_url ?? 'another place'}.` };
    const text = await readFile(client, { found, address, signal });
    if (text === undefined) return { ...facts, note: 'It is not text, so only its facts are given.' };
    const { part, next } = cutText(text, offsetOf(cursor, sha), most);
    return { ...facts, text: part, ...(next === undefined ? {} : { next_cursor: `${sha}.${next}` }) };
  },
});

async function readFile(
  client: GithubClient,
  {
    found,
    address,
    signal,
  }: {
    readonly found: z.infer<typeof fileSchema>;
    readonly address: FileAddress;
    readonly signal: AbortSignal;
  },
): Promise<string | undefined> {
  const bytes = contentBytes(found);
  if (bytes) return decodeText(bytes);
  const raw = await client.repositories.rawFile(address, signal);
  return raw.slice(0, 8_000).includes('\0') || raw.includes('\uFFFD') ? undefined : raw;
}

function offsetOf(cursor: string | undefined, sha: string): number {
  const groups = cursor?.match(cursorPattern)?.groups;
  if (!groups) return 0;
  if (groups.sha === sha) return Number(groups.offset);
  throw new SidecarError('conflict', 'The file in GitHub has changed since its first part was read.', {
    integration: 'github',
    nextAction: 'Read it again from the start, without a cursor.',
  });
}

/** No segment may lead elsewhere in the API, none is empty, and half a character has no place in an address. */
function isPath(path: string): boolean {
  if (path === '') return true;
  return (
    path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..') &&
    !path.includes('\0') &&
    path.isWellFormed()
  );
}
