import { databaseFinder } from './find-database.ts';
import { pageFinder } from './find-page.ts';
import { personFinder } from './find-person.ts';
import type { NotionApi } from './notion-api.ts';
import type { NotionClient } from './notion-client.ts';
import type { DataSource } from './properties/data-source-schema.ts';
import type { NameResolver } from './properties/write-property.ts';

/** What names are looked up with. */
export interface FinderContext extends Pick<NotionClient, 'search' | 'query'> {
  readonly api: NotionApi;
  readonly now: () => number;
}

/** Finds what people call by name, and remembers it for a minute. */
export interface NameFinder {
  /** The id of a page by title, id or address. */
  findPage(given: string, field: string, signal: AbortSignal): Promise<string>;
  /** A database's data source by title, id or address. */
  findDatabase(given: string, signal: AbortSignal): Promise<DataSource>;
  /** A data source by its own id. */
  dataSource(id: string, signal: AbortSignal): Promise<DataSource>;
  resolver(signal: AbortSignal): NameResolver;
}

/** Makes the finder of one connection. */
export function nameFinder(context: FinderContext): NameFinder {
  const pages = pageFinder(context);
  const databases = databaseFinder(context);
  const findPerson = personFinder(context);
  return {
    findPage: pages.findPage,
    ...databases,
    resolver: (signal) => ({
      person: (name, field) => findPerson(name, field, signal),
      page: (title, field, dataSourceId) =>
        dataSourceId
          ? pages.findRow({ given: title, field, dataSourceId }, signal)
          : pages.findPage(title, field, signal),
    }),
  };
}
