import { z } from 'zod';
import type { GithubApi, Page } from './github-api.ts';
import type { PageRequest } from './page-cursor.ts';
import { type SearchHit, searchHitSchemas } from './search-hit.ts';

/** What is looked for, in GitHub's own query language. */
export interface Search extends PageRequest {
  readonly kind: 'issues' | 'code' | 'repositories';
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

/** The call that searches. */
export function searchCall(api: GithubApi) {
  return async ({ kind, query: q, sort, limit, cursor }: Search, signal: AbortSignal): Promise<Found> => {
    const { answer, next } = await api.page(`/search/${kind}`, answerSchemas[kind], {
      what: `the search for ${kind}`,
      query: { q, sort },
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
