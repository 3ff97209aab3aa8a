import { z } from 'zod';
import type { GithubApi, Page } from './github-api.ts';
import type { PageRequest } from './page-cursor.ts';
import { type SearchHit, searchHitSchemas } from './search-hit.ts';

/** What is looked for, in GitHub's own query language. */
export interface Search extends PageRequest {
  readonly kind: 'issues' | 'pull_requests' | 'code' | 'repositories';
  readonly query: string;
  /** By how well it fits unless given. */
  readonly sort?: string | undefined;
}

/** One page of what was found. */
export interface Found extends Page<SearchHit> {
  readonly total: number;
  /** GitHub stopped before it had looked everywhere. */
  readonly incomplete: boolean;
}

const answerSchemas = {
  issues: answerOf(searchHitSchemas.issues),
  pull_requests: answerOf(searchHitSchemas.issues),
  code: answerOf(searchHitSchemas.code),
  repositories: answerOf(searchHitSchemas.repositories),
};

function answerOf(hit: z.ZodType<SearchHit>) {
  return z.object({
    total_count: z.int().nullish(),
    incomplete_results: z.boolean().nullish(),
    items: z.array(hit),
  });
}

const paths = {
  issues: '/search/issues',
  pull_requests: '/search/issues',
  code: '/search/code',
  repositories: '/search/repositories',
} as const;

/** GitHub searches issues and pull requests at one place, and refuses a query that does not say which. */
function withKind(kind: Search['kind'], query: string): string {
  if (kind !== 'issues' && kind !== 'pull_requests') return query;
  if (/(?:^|\s)(?:is|type):"?(?:issue|pr|pull-request)\b/i.test(query)) return query;
  return `${query} ${kind === 'issues' ? 'is:issue' : 'is:pr'}`;
}

/** The call that searches. */
export function searchCall(api: GithubApi) {
  return async ({ kind, query, sort, limit, cursor }: Search, signal: AbortSignal): Promise<Found> => {
    const { answer, next } = await api.page(paths[kind], answerSchemas[kind], {
      what: `the search for ${kind.replace('_', ' ')}`,
      query: { q: withKind(kind, query), sort },
      // The lines around what was found.
      ...(kind === 'code' ? { accept: 'application/vnd.github.text-match+json' } : {}),
      limit,
      cursor,
      signal,
    });
    const { items, total_count: total, incomplete_results: incomplete } = answer;
    return { items, next, total: total ?? items.length, incomplete: incomplete ?? false };
  };
}
