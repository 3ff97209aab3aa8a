import type { Found } from './notion-page.ts';

/** Which page of a list, by the `next` that came with the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The calls that find pages and rows. */
export interface NotionSearch {
  search(
    request: PageRequest & { readonly query: string; readonly kind?: 'page' | 'database' | undefined },
    signal: AbortSignal,
  ): Promise<Found>;
  query(dataSourceId: string, body: object, signal: AbortSignal): Promise<Found>;
}
