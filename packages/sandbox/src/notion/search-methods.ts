import { z } from 'zod';
import { findDataSource, findItem, pathId } from './find-shared.ts';
import { listPage, pagingFields } from './list-page.ts';
import type { NotionCall, NotionMethod } from './notion-call.ts';
import { objectNotFound } from './notion-error.ts';
import type { NotionStore, StoredItem, StoredPage } from './notion-store.ts';
import { parseBody } from './parse-body.ts';
import { filterSchema, rowFits } from './query-filter.ts';
import { compareRows, sortsSchema } from './query-sorts.ts';
import { databaseResource, dataSourceResource, listResource, pageResource } from './resources.ts';

const direction = z.enum(['ascending', 'descending']);
const searchSchema = z.strictObject({
  query: z.string().default(''),
  filter: z
    .strictObject({ property: z.literal('object'), value: z.enum(['page', 'data_source']) })
    .optional(),
  sort: z.strictObject({ timestamp: z.literal('last_edited_time'), direction }).optional(),
  ...pagingFields,
});
const querySchema = z.strictObject({ filter: z.unknown().optional(), sorts: sortsSchema, ...pagingFields });

/** Titles in which every word of the query begins a word; the last edited first. */
function search(call: NotionCall): object {
  const { store } = call;
  const { query, filter, sort, ...paging } = parseBody(searchSchema, call.body ?? {});
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const candidates: StoredItem[] = [
    ...(filter?.value === 'data_source' ? [] : store.pages()),
    ...(filter?.value === 'page' ? [] : store.databases()),
  ];
  const found = candidates
    .filter(
      (item) => store.isShared(item) && !store.isTrashed(item) && fits(store.titleOf(item.id) ?? '', words),
    )
    .toSorted((first, second) => second.editedAt - first.editedAt);
  const sorted = sort?.direction === 'ascending' ? found.toReversed() : found;
  const page = listPage(sorted, paging);
  const results = page.items.map((item) => resourceOf(item, store));
  return listResource('page_or_data_source', { results, next: page.next });
}

function fits(title: string, words: readonly string[]): boolean {
  const parts = title.toLowerCase().split(/\s+/);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}

function resourceOf(item: StoredItem, store: NotionStore): object {
  return item.kind === 'database' ? dataSourceResource(item, store) : pageResource(item as StoredPage, store);
}

function query(call: NotionCall): object {
  const { store } = call;
  const database = findDataSource(call, pathId(call, 'id'));
  const { filter, sorts, ...paging } = parseBody(querySchema, call.body ?? {});
  const condition = filter === undefined ? undefined : parseBody(filterSchema, filter, 'body.filter');
  const context = { database, user: call.user };
  const rows = store
    .rows(database.dataSourceId)
    .filter((row) => !row.isTrashed && (condition === undefined || rowFits(row, condition, context)))
    .toSorted((first, second) => second.number - first.number);
  const page = listPage(compareRows(rows, sorts, database), paging);
  const results = page.items.map((row) => pageResource(row, store));
  return listResource('page_or_data_source', { results, next: page.next });
}

function getDatabase(call: NotionCall): object {
  const id = pathId(call, 'id');
  const item = findItem(call, id, 'database');
  if (item.kind !== 'database') throw objectNotFound('database', id);
  return databaseResource(item, call.store);
}

/** Searching, databases and their rows. */
export const searchMethods: readonly NotionMethod[] = [
  { method: 'POST', path: '/v1/search', capability: 'read_content', run: search },
  { method: 'GET', path: '/v1/databases/:id', capability: 'read_content', run: getDatabase },
  {
    method: 'GET',
    path: '/v1/data_sources/:id',
    capability: 'read_content',
    run: (call) => dataSourceResource(findDataSource(call, pathId(call, 'id')), call.store),
  },
  { method: 'POST', path: '/v1/data_sources/:id/query', capability: 'read_content', run: query },
];
