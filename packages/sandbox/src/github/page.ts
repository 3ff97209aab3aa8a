import type { GithubAnswer, GithubCall } from './github-method.ts';
import { apiRoot } from './resources/account-resource.ts';

const largestPage = 100;

/** The part of a list that was asked for, with links to the others as GitHub gives them. */
export function pageOf<Item>(
  items: readonly Item[],
  { query }: Pick<GithubCall, 'query'>,
  pathname: string,
): { readonly items: readonly Item[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(largestPage, positive(query.get('per_page')) ?? 30);
  const page = positive(query.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (number: number, rel: string) => {
    const parameters = new URLSearchParams(query);
    parameters.set('per_page', String(size));
    parameters.set('page', String(number));
    return `<${apiRoot}${pathname}?${parameters}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** A page as the whole answer. */
export function listAnswer<Item>(
  items: readonly Item[],
  call: Pick<GithubCall, 'query'>,
  { pathname, show }: { readonly pathname: string; readonly show: (item: Item) => unknown },
): GithubAnswer {
  const page = pageOf(items, call, pathname);
  return { body: page.items.map(show), headers: page.headers };
}

function positive(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
