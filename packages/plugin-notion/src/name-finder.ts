import { type DatabaseFinder, databaseFinder } from './find-database.ts';
import { pageFinder } from './find-page.ts';
import { personFinder } from './find-person.ts';
import type { FinderContext } from './finder-context.ts';
import type { NameResolver } from './properties/write-property.ts';

/** Finds what people call by name, and remembers it for a minute. */
export interface NameFinder extends DatabaseFinder {
  /** The id of a page by title, id or address. */
  findPage(given: string, field: string, signal: AbortSignal): Promise<string>;
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
