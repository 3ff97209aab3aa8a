import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import { plainText } from './blocks/rich-text.ts';
import type { FinderContext } from './finder-context.ts';
import { notFound, oneOf } from './name-problems.ts';
import { notionIdIn, notionIdSchema } from './notion-id.ts';
import { type DataSource, dataSourceSchema } from './properties/data-source-schema.ts';
import { TimedCache } from './timed-cache.ts';

const databaseSchema = z.object({
  data_sources: z.array(z.object({ id: notionIdSchema, name: z.string().nullish().catch(undefined) })),
});

/** Finds databases. */
export interface DatabaseFinder {
  /** A database's data source by title, id or address. */
  findDatabase(given: string, signal: AbortSignal): Promise<DataSource>;
  /** A data source by its own id. */
  dataSource(id: string, signal: AbortSignal): Promise<DataSource>;
}

/** Finds databases by what a person calls them. Since 2025 a database holds data sources, nearly always one. */
export function databaseFinder({ api, search, now }: FinderContext): DatabaseFinder {
  const known = new TimedCache<DataSource>(now);
  const remember = (key: string, source: DataSource) => {
    known.set(key, source);
    known.set(source.id, source);
    return source;
  };

  const dataSource: DatabaseFinder['dataSource'] = async (id, signal) =>
    known.get(id) ?? remember(id, await api.read(`GET data_sources/${id}`, dataSourceSchema, { signal }));

  const onlySource = async (id: string, signal: AbortSignal) => {
    const { data_sources: sources } = await api.read(`GET databases/${id}`, databaseSchema, { signal });
    const named = sources.map((source) => ({ id: source.id, name: source.name ?? '' }));
    if (named.length === 0) throw notFound('database', id, []);
    return dataSource(oneOf(named, { kind: 'data source', given: id, field: 'database' }), signal);
  };

  const byId = async (id: string, signal: AbortSignal) => {
    try {
      return await dataSource(id, signal);
    } catch (error) {
      // The id of a database is not that of its data source.
      if (!SidecarError.isInstance(error) || error.code !== 'not_found') throw error;
      return remember(id, await onlySource(id, signal));
    }
  };

  const byTitle = async (title: string, signal: AbortSignal) => {
    const { dataSources } = await search({ query: title.trim(), kind: 'database', limit: 100 }, signal);
    const named = dataSources.map((source) => ({ id: source.id, name: plainText(source.title), source }));
    const wanted = title.trim().toLowerCase();
    const fitting = named.filter(({ name }) => name.trim().toLowerCase() === wanted);
    if (fitting.length === 0) throw notFound('database', title, named);
    const id = oneOf(fitting, { kind: 'database', given: title, field: 'database' });
    const source = fitting.find((one) => one.id === id)?.source;
    return source ? remember(wanted, source) : dataSource(id, signal);
  };

  return {
    dataSource,
    findDatabase: async (given, signal) => {
      const id = notionIdIn(given);
      return (
        known.get(id ?? given.trim().toLowerCase()) ??
        (id === undefined ? byTitle(given, signal) : byId(id, signal))
      );
    },
  };
}
