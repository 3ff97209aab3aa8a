import { z } from 'zod';
import { type GithubIssue, issueSchema } from './issue.ts';
import { listOf } from './list-of.ts';
import { repositoryOutput, repositorySchema, viewRepository } from './repository.ts';

const textMatchSchema = z.object({ fragment: z.string().nullish() });

const codeSchema = z.object({
  path: z.string(),
  repository: z.object({ full_name: z.string() }),
  html_url: z.string().nullish(),
  text_matches: listOf(textMatchSchema),
});

const issueHitOutput = z.object({
  kind: z.enum(['issue', 'pull_request']),
  repository: z.string().optional(),
  number: z.int(),
  title: z.string(),
  state: z.string(),
  author: z.string().optional(),
  labels: z.array(z.string()),
  updated_at: z.string().optional(),
  url: z.string().optional(),
});

const codeHitOutput = z.object({
  repository: z.string(),
  path: z.string(),
  fragments: z.array(z.string()),
  url: z.string().optional(),
});

/** A hit as the tools give it. */
export const searchHitOutput = z.union([issueHitOutput, codeHitOutput, repositoryOutput]);

/** What was found: an issue or pull request, a file, a repository. */
export type SearchHit = z.infer<typeof searchHitOutput>;

/** How the hits of each kind are read. */
export const searchHitSchemas = {
  issues: issueSchema.transform(viewIssueHit),
  code: codeSchema.transform(viewCodeHit),
  repositories: repositorySchema.transform(viewRepository),
};

function viewIssueHit(issue: GithubIssue): z.infer<typeof issueHitOutput> {
  const repository = issue.repository_url?.match(/\/repos\/([^/]+\/[^/]+)$/)?.[1];
  return {
    kind: issue.pull_request ? 'pull_request' : 'issue',
    ...(repository ? { repository } : {}),
    number: issue.number,
    title: issue.title,
    state: issue.state ?? 'open',
    ...(issue.user ? { author: issue.user } : {}),
    labels: issue.labels.filter((label) => label !== ''),
    ...(issue.updated_at ? { updated_at: issue.updated_at } : {}),
    ...(issue.html_url ? { url: issue.html_url } : {}),
  };
}

function viewCodeHit(hit: z.infer<typeof codeSchema>): z.infer<typeof codeHitOutput> {
  return {
    repository: hit.repository.full_name,
    path: hit.path,
    fragments: hit.text_matches.flatMap(({ fragment }) => (fragment ? [fragment] : [])),
    ...(hit.html_url ? { url: hit.html_url } : {}),
  };
}
