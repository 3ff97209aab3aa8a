import { pageTokenAfter, readPageToken } from './page-token.ts';

interface Dated {
  readonly id: string;
  readonly createdAt: number;
}

/** One page of a list that is sorted newest first, within `since_id`, `until_id`, `start_time` and `end_time`. */
export function pageOf<Item extends Dated>(
  items: readonly Item[],
  query: URLSearchParams,
  defaultSize: number,
): { readonly items: readonly Item[]; readonly meta: Record<string, unknown> } {
  const name = query.has('next_token') ? 'next_token' : 'pagination_token';
  const token = query.get(name);
  const before = token === null ? undefined : readPageToken(token, name);
  const since = query.get('since_id');
  const until = query.get('until_id');
  const start = Date.parse(query.get('start_time') ?? '');
  const end = Date.parse(query.get('end_time') ?? '');
  const fits = ({ id, createdAt }: Item) =>
    (before === undefined || BigInt(id) < before) &&
    (since === null || BigInt(id) > BigInt(since)) &&
    (until === null || BigInt(id) < BigInt(until)) &&
    !(createdAt < start) &&
    !(createdAt >= end);
  const size = Number(query.get('max_results') ?? defaultSize);
  const found = items.filter(fits);
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const meta = {
    result_count: shown.length,
    ...(found.length > size && last && { next_token: pageTokenAfter(last.id) }),
  };
  return { items: shown, meta };
}

/** `newest_id` and `oldest_id`, which lists of posts also tell. */
export function idRange(items: readonly Dated[]): Record<string, string> {
  const [newest] = items;
  const oldest = items.at(-1);
  return newest && oldest ? { newest_id: newest.id, oldest_id: oldest.id } : {};
}
