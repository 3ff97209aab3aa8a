import { slackError } from './slack-error.ts';

/** One page of a list, by the cursor that stands for an offset. */
export function pageBy<Item>(
  items: readonly Item[],
  { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
): { readonly page: readonly Item[]; readonly nextCursor: string } {
  const offset = cursor === undefined ? 0 : readCursor(cursor);
  const page = items.slice(offset, offset + limit);
  const hasMore = offset + limit < items.length;
  return { page, nextCursor: hasMore ? Buffer.from(`next:${offset + limit}`).toString('base64') : '' };
}

function readCursor(cursor: string): number {
  const offset = /^next:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (offset === undefined) throw slackError('invalid_cursor');
  return Number(offset);
}
