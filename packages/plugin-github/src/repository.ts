import { z } from 'zod';
import { time } from './time.ts';

/** What is read of a repository. */
export const repositorySchema = z.object({
  full_name: z.string(),
  description: z.string().nullish(),
  private: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  fork: z.boolean().nullish(),
  default_branch: z.string().nullish(),
  language: z.string().nullish(),
  stargazers_count: z.int().nullish(),
  open_issues_count: z.int().nullish(),
  pushed_at: time,
  html_url: z.string().nullish(),
  owner: z.object({ id: z.int(), login: z.string() }).nullish(),
});

/** A repository as GitHub sends it. */
export type GithubRepository = z.infer<typeof repositorySchema>;

/** A repository as the tools give it. */
export const repositoryOutput = z.object({
  repository: z.string(),
  description: z.string().optional(),
  private: z.boolean(),
  archived: z.boolean().optional(),
  fork: z.boolean().optional(),
  default_branch: z.string().optional(),
  language: z.string().optional(),
  stars: z.int(),
  pushed_at: z.string().optional(),
  url: z.string().optional(),
});

/** Shows a repository. */
export function viewRepository(repository: GithubRepository): z.infer<typeof repositoryOutput> {
  return {
    repository: repository.full_name,
    ...(repository.description ? { description: repository.description } : {}),
    private: repository.private ?? false,
    ...(repository.archived ? { archived: true } : {}),
    ...(repository.fork ? { fork: true } : {}),
    ...(repository.default_branch ? { default_branch: repository.default_branch } : {}),
    ...(repository.language ? { language: repository.language } : {}),
    stars: repository.stargazers_count ?? 0,
    ...(repository.pushed_at ? { pushed_at: repository.pushed_at } : {}),
    ...(repository.html_url ? { url: repository.html_url } : {}),
  };
}
