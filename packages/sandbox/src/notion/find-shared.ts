import type { NotionCall } from './notion-call.ts';
import { NotionError, objectNotFound } from './notion-error.ts';
import { idInPath } from './notion-ids.ts';
import type { StoredDatabase, StoredItem, StoredPage } from './notion-store.ts';

type Kind = Parameters<typeof objectNotFound>[0];

/** The id that a path names, or Notion's refusal of what is none. */
export function pathId({ path }: NotionCall, name: string): string {
  const id = idInPath(path[name]);
  if (id !== undefined) return id;
  throw new NotionError(
    400,
    `path failed validation: path.${name} should be a valid uuid, instead was \`"${path[name]}"\`.`,
  );
}

/** What is there and shared with the connection. */
export function findItem({ store }: NotionCall, id: string, kind: Kind = 'block'): StoredItem {
  const item = store.item(id);
  if (!item || !store.isShared(item)) throw objectNotFound(kind, id);
  return item;
}

/** A page that is shared with the connection. */
export function findPage(call: NotionCall, id: string): StoredPage {
  const item = findItem(call, id, 'page');
  if (item.kind === 'page') return item;
  if (item.kind === 'block') throw objectNotFound('page', id);
  throw new NotionError(
    400,
    `Provided ID ${id} is a database, not a page. Use the retrieve database API instead.`,
  );
}

/** The database of a data source that is shared with the connection. */
export function findDataSource({ store }: NotionCall, id: string): StoredDatabase {
  const database = store.databaseOf(id);
  if (!database || !store.isShared(database)) throw objectNotFound('data source', id);
  return database;
}

/** Refuses to change what is in the trash. */
export function requireAlive({ store }: NotionCall, item: StoredItem): void {
  if (store.isTrashed(item))
    throw new NotionError(
      400,
      "Can't edit block that is archived. You must unarchive the block before editing.",
    );
}
