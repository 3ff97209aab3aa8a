import { z } from 'zod';

/** The input field of a repository: `owner/name`. */
export const repositoryField = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w-]{0,99}\/(?!\.{1,2}$)[\w.-]{1,100}$/, 'Give the repository as owner/name.')
  .describe('owner/name');

/** The path of a repository in the API; both parts have passed `repositoryField`. */
export function repositoryPath(repository: string): string {
  return `/repos/${repository}`;
}
