import { z } from 'zod';
import { NotionError } from './notion-error.ts';
import { parseBody } from './parse-body.ts';

/** The fields of a paginated request. */
export const pagingFields = {
  page_size: z.int().min(1).max(100).default(100),
  start_cursor: z.string().nullish(),
};

const querySchema = z.strictObject({
  page_size: z.coerce.number().int().min(1).max(100).default(100),
  start_cursor: z.string().optional(),
});

/** Paging as a query string gives it. */
export function queryPaging(query: URLSearchParams): z.infer<typeof querySchema> {
  return parseBody(querySchema, Object.fromEntries(query), 'query');
}

/** A part of a list: from the item that the cursor names. */
export function listPage<Item extends { readonly id: string }>(
  items: readonly Item[],
  { page_size: size, start_cursor: cursor }: { page_size: number; start_cursor?: string | null | undefined },
): { readonly items: readonly Item[]; readonly next: string | null } {
  const start = cursor ? items.findIndex(({ id }) => id === cursor) : 0;
  if (start < 0) throw new NotionError(400, `The start_cursor provided is invalid: ${cursor}`);
  return { items: items.slice(start, start + size), next: items[start + size]?.id ?? null };
}
