/** Which page of a list, by the cursor that came with the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What GitHub's links to a next page are made of: numbered pages, or a mark to go on after. */
const pagePattern =
  /^(?:(?:^|&)(?:page=[1-9]\d{0,6}|per_page=(?:100|[1-9]\d?)|(?:after|since)=[\w%.:+=-]{1,400}))+$/;

/** Whether a text is a cursor that `nextCursor` made. */
export function isPageCursor(text: string): boolean {
  return pagePattern.test(text);
}

/** The query that asks for a page. The number of entries belongs to the cursor, since pages are counted by it. */
export function pageQuery({ limit, cursor }: PageRequest): Readonly<Record<string, string | number>> {
  return cursor === undefined ? { per_page: limit } : Object.fromEntries(new URLSearchParams(cursor));
}

/** The cursor of the next page by the `Link` header: its page parameters alone, since the rest of the address is known. */
export function nextCursor(link: string | null): string | undefined {
  const address = link?.match(/<([^<>]{1,4000})>\s*;[^<>]{0,200}?\brel="next"/)?.[1];
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { searchParams } = new URL(address);
  const kept = new URLSearchParams();
  for (const name of ['page', 'after', 'since', 'per_page']) {
    const value = searchParams.get(name);
    if (value !== null) kept.set(name, value);
  }
  const cursor = kept.toString();
  return isPageCursor(cursor) && cursor !== `per_page=${kept.get('per_page')}` ? cursor : undefined;
}
