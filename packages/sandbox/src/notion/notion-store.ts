import { newId } from './notion-ids.ts';
import type { NotionUser } from './notion-users.ts';
import { plainRichText, type RichText, wordsOf } from './rich-text.ts';

/** Where something is. */
export type Parent =
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'block_id'; readonly block_id: string }
  | { readonly type: 'data_source_id'; readonly data_source_id: string; readonly database_id: string };

interface Entry {
  readonly id: string;
  readonly parent: Parent;
  readonly createdAt: number;
  editedAt: number;
  readonly creator: string;
  editor: string;
  isTrashed: boolean;
}

/** A page; outside a database it has a title only. */
export interface StoredPage extends Entry {
  readonly kind: 'page';
  icon: object | null;
  /** By the id of the column, or `title`, in the form of an answer. */
  readonly values: Map<string, Readonly<Record<string, unknown>>>;
  /** Whether the connections were given it, or a page above it. */
  readonly isShared: boolean;
  /** Counts the rows of its data source. */
  readonly number: number;
}

/** A block in a page or in another block. */
export interface StoredBlock extends Entry {
  readonly kind: 'block';
  readonly type: string;
  content: Readonly<Record<string, unknown>>;
}

/** A column of a data source. */
export interface StoredColumn {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** What stands under its type in an answer. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Of a formula. */
  readonly compute?: (page: StoredPage) => Readonly<Record<string, unknown>>;
}

/** A database with its one data source. */
export interface StoredDatabase extends Entry {
  readonly kind: 'database';
  readonly dataSourceId: string;
  readonly title: string;
  readonly columns: StoredColumn[];
}

/** Anything that has a place. */
export type StoredItem = StoredPage | StoredBlock | StoredDatabase;

/** A workspace, in memory. */
export class NotionStore {
  readonly users: NotionUser[];
  readonly #items = new Map<string, StoredItem>();
  /** What is directly inside a page or block, in its order. */
  readonly #inside = new Map<string, string[]>();

  constructor(users: NotionUser[]) {
    this.users = users;
  }

  add(item: StoredItem): void {
    this.#items.set(item.id, item);
    const { parent } = item;
    if (parent.type === 'page_id') this.#list(parent.page_id).push(item.id);
    if (parent.type === 'block_id') this.#list(parent.block_id).push(item.id);
  }

  /** Where new items get their stamps from. */
  entry(parent: Parent, creator: string, now: number) {
    return { id: newId(), parent, createdAt: now, editedAt: now, creator, editor: creator, isTrashed: false };
  }

  item(id: string): StoredItem | undefined {
    return this.#items.get(id);
  }

  page(id: string): StoredPage | undefined {
    const item = this.#items.get(id);
    return item?.kind === 'page' ? item : undefined;
  }

  database(id: string): StoredDatabase | undefined {
    const item = this.#items.get(id);
    return item?.kind === 'database' ? item : undefined;
  }

  databaseOf(dataSourceId: string): StoredDatabase | undefined {
    return this.databases().find((database) => database.dataSourceId === dataSourceId);
  }

  pages(): StoredPage[] {
    return [...this.#items.values()].filter((item) => item.kind === 'page');
  }

  databases(): StoredDatabase[] {
    return [...this.#items.values()].filter((item) => item.kind === 'database');
  }

  rows(dataSourceId: string): StoredPage[] {
    return this.pages().filter(
      ({ parent }) => parent.type === 'data_source_id' && parent.data_source_id === dataSourceId,
    );
  }

  /** What is in a page or block and not in the trash. */
  inside(id: string): StoredItem[] {
    return this.#list(id).flatMap((inner) => {
      const item = this.#items.get(inner);
      return item && !item.isTrashed ? [item] : [];
    });
  }

  user(id: string): NotionUser | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** The title of a page or database. */
  titleOf(id: string): string | undefined {
    const item = this.#items.get(id);
    if (item?.kind === 'page') return wordsOf(titleValue(item));
    return item?.kind === 'database' ? item.title : undefined;
  }

  /** Whether an item, or what it is in, is in the trash. */
  isTrashed(item: StoredItem): boolean {
    const above = this.above(item);
    return item.isTrashed || (above !== undefined && this.isTrashed(above));
  }

  /** Whether the connections may see an item. */
  isShared(item: StoredItem): boolean {
    if (item.kind === 'page' && item.isShared) return true;
    const above = this.above(item);
    return above !== undefined && this.isShared(above);
  }

  /** What an item is in. */
  above({ parent }: StoredItem): StoredItem | undefined {
    if (parent.type === 'page_id') return this.#items.get(parent.page_id);
    if (parent.type === 'block_id') return this.#items.get(parent.block_id);
    return parent.type === 'data_source_id' ? this.#items.get(parent.database_id) : undefined;
  }

  #list(id: string): string[] {
    const list = this.#inside.get(id) ?? [];
    this.#inside.set(id, list);
    return list;
  }
}

/** A page's title as Notion answers it. */
export function titleValue(page: StoredPage): RichText {
  return (page.values.get('title')?.title as RichText | undefined) ?? plainRichText('');
}
