import type { FinderContext } from './finder-context.ts';
import { notFound, oneOf } from './name-problems.ts';
import { notionIdIn } from './notion-id.ts';
import { type NotionPage, pageTitle } from './notion-page.ts';
import { TimedCache } from './timed-cache.ts';

/** Pages of a search that are looked through for a title. */
const mostPages = 3;

/** Finds pages by what a person calls them. */
export function pageFinder({ search, query, now }: FinderContext) {
  const known = new TimedCache<string>(now);

  const findPage = async (given: string, field: string, signal: AbortSignal): Promise<string> => {
    const id = notionIdIn(given) ?? known.get(keyOf(given));
    if (id !== undefined) return id;
    const seen: NotionPage[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const found = await search({ query: given.trim(), kind: 'page', limit: 100, cursor }, signal);
      seen.push(...found.pages);
      cursor = found.next;
      if (cursor === undefined) break;
    }
    return remember(given, choose(seen, given, field));
  };

  /** A row of a data source, which Notion finds by its title at once. */
  const findRow = async (
    { given, field, dataSourceId }: { given: string; field: string; dataSourceId: string },
    signal: AbortSignal,
  ): Promise<string> => {
    const key = `${dataSourceId} ${given}`;
    const id = notionIdIn(given) ?? known.get(keyOf(key));
    if (id !== undefined) return id;
    const filter = { property: 'title', title: { contains: given.trim() } };
    const found = await query(dataSourceId, { filter, page_size: 100 }, signal);
    return remember(key, choose(found.pages, given, field));
  };

  const remember = (given: string, id: string) => {
    known.set(keyOf(given), id);
    return id;
  };

  return { findPage, findRow };
}

function choose(pages: readonly NotionPage[], given: string, field: string): string {
  const named = pages.map((page) => ({ id: page.id, name: pageTitle(page) }));
  const fitting = named.filter(({ name }) => keyOf(name) === keyOf(given));
  const [first] = fitting;
  if (!first) throw notFound('page', given, named);
  return oneOf(fitting, { kind: 'page', given, field });
}

/** Titles are compared without regard to capitals and outer spaces. */
function keyOf(title: string): string {
  return title.trim().toLowerCase();
}
