import {
  type NotionStore,
  type StoredBlock,
  type StoredDatabase,
  type StoredItem,
  type StoredPage,
  titleValue,
} from './notion-store.ts';
import { plainRichText } from './rich-text.ts';

/** Notion tells times by the minute. */
function time(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 60_000) * 60_000).toISOString();
}

function stamps(item: StoredItem, store: NotionStore) {
  const isTrashed = store.isTrashed(item);
  return {
    created_time: time(item.createdAt),
    last_edited_time: time(item.editedAt),
    created_by: { object: 'user', id: item.creator },
    last_edited_by: { object: 'user', id: item.editor },
    in_trash: isTrashed,
    archived: isTrashed,
  };
}

function urlOf(title: string, id: string): string {
  const slug = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `https://www.notion.so/${slug === '' ? '' : `${slug}-`}${id.replaceAll('-', '')}`;
}

/** A page as Notion answers it. */
export function pageResource(page: StoredPage, store: NotionStore): object {
  const database =
    page.parent.type === 'data_source_id' ? store.database(page.parent.database_id) : undefined;
  const title = store.titleOf(page.id) ?? '';
  return {
    object: 'page',
    id: page.id,
    ...stamps(page, store),
    is_archived: false,
    is_locked: false,
    cover: null,
    icon: page.icon,
    parent: page.parent,
    properties: database
      ? rowProperties(page, database)
      : { title: { id: 'title', type: 'title', title: titleValue(page) } },
    url: urlOf(title, page.id),
    public_url: null,
  };
}

function rowProperties(page: StoredPage, database: StoredDatabase): object {
  return Object.fromEntries(
    database.columns.map((column) => [
      column.name,
      { id: column.id, type: column.type, ...cellValue(page, column) },
    ]),
  );
}

const empty: Readonly<Record<string, unknown>> = {
  title: [],
  rich_text: [],
  multi_select: [],
  people: [],
  relation: [],
  files: [],
  checkbox: false,
};

/** The value of a property, under the name of its type. */
export function cellValue(
  page: StoredPage,
  column: StoredDatabase['columns'][number],
): Readonly<Record<string, unknown>> {
  const { id, type, settings } = column;
  if (column.compute) return column.compute(page);
  if (type === 'unique_id') return { unique_id: { prefix: settings.prefix ?? null, number: page.number } };
  if (type === 'created_time') return { created_time: time(page.createdAt) };
  if (type === 'last_edited_time') return { last_edited_time: time(page.editedAt) };
  return page.values.get(id) ?? { [type]: empty[type] ?? null };
}

/** A database as Notion answers it. */
export function databaseResource(database: StoredDatabase, store: NotionStore): object {
  return {
    object: 'database',
    id: database.id,
    title: plainRichText(database.title),
    description: [],
    parent: database.parent,
    is_inline: false,
    is_locked: false,
    ...onlyTimes(database, store),
    data_sources: [{ id: database.dataSourceId, name: database.title }],
    icon: null,
    cover: null,
    url: urlOf('', database.id),
    public_url: null,
  };
}

function onlyTimes(item: StoredItem, store: NotionStore) {
  const { created_by, last_edited_by, ...times } = stamps(item, store);
  return times;
}

/** A data source as Notion answers it. */
export function dataSourceResource(database: StoredDatabase, store: NotionStore): object {
  const properties = database.columns.map(({ id, name, type, settings }) => [
    name,
    { id, name, description: null, type, [type]: settings },
  ]);
  return {
    object: 'data_source',
    id: database.dataSourceId,
    ...stamps(database, store),
    cover: null,
    icon: null,
    title: plainRichText(database.title),
    description: [],
    is_inline: false,
    properties: Object.fromEntries(properties),
    parent: { type: 'database_id', database_id: database.id },
    database_parent: database.parent,
    url: urlOf('', database.id),
    public_url: null,
  };
}

/** A block as Notion answers it; a page or database within a page is a block too. */
export function blockResource(item: StoredItem, store: NotionStore): object {
  const facts = { object: 'block', id: item.id, parent: item.parent, ...stamps(item, store) };
  const has_children = store.inside(item.id).length > 0;
  if (item.kind === 'block') return { ...facts, has_children, type: item.type, [item.type]: contentOf(item) };
  const type = item.kind === 'page' ? 'child_page' : 'child_database';
  return { ...facts, has_children, type, [type]: { title: store.titleOf(item.id) ?? '' } };
}

function contentOf({ type, content }: StoredBlock): object {
  return type === 'paragraph' ? { ...content, icon: null } : content;
}

/** A list as Notion answers it. */
export function listResource(
  kind: 'block' | 'user' | 'page_or_data_source',
  { results, next }: { readonly results: readonly object[]; readonly next: string | null },
): object {
  return { object: 'list', results, next_cursor: next, has_more: next !== null, type: kind, [kind]: {} };
}
