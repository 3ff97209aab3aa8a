import type { NotionApi } from './notion-api.ts';
import type { NotionSearch } from './notion-search.ts';

/** What names are looked up with. */
export interface FinderContext extends NotionSearch {
  readonly api: NotionApi;
  readonly now: () => number;
}
