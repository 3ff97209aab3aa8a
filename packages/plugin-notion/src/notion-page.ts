import { z } from 'zod';
import { plainText } from './blocks/rich-text.ts';
import { notionIdSchema } from './notion-id.ts';
import { dataSourceSchema } from './properties/data-source-schema.ts';
import { type PlainValue, plainValue, propertiesSchema } from './properties/property-value.ts';

const text = z.string().nullish().catch(undefined);

/** A page as Notion answers it. */
export const pageSchema = z.object({
  id: notionIdSchema,
  url: text,
  last_edited_time: text,
  in_trash: z.boolean().nullish().catch(undefined),
  parent: z.object({ data_source_id: text }).nullish().catch(undefined),
  properties: propertiesSchema,
});

/** A page as Notion answers it. */
export type NotionPage = z.infer<typeof pageSchema>;

const looseObject = z.looseObject({ object: z.string().nullish().catch(undefined) });

/** A list of pages and data sources; what is neither is left out. */
export const foundSchema = z.object({
  results: z.array(looseObject),
  has_more: z.boolean().nullish().catch(undefined),
  next_cursor: text,
});

/** What a list holds: pages, data sources, and where it goes on. */
export interface Found {
  readonly pages: NotionPage[];
  readonly dataSources: z.infer<typeof dataSourceSchema>[];
  /** In their order. */
  readonly all: ({ readonly page: NotionPage } | { readonly dataSource: z.infer<typeof dataSourceSchema> })[];
  readonly next?: string;
}

/** Sorts what a list answers. */
export function readFound({ results, has_more, next_cursor }: z.infer<typeof foundSchema>): Found {
  const all = results.flatMap((result): Found['all'] => {
    if (result.object === 'data_source') {
      const dataSource = dataSourceSchema.safeParse(result).data;
      return dataSource ? [{ dataSource }] : [];
    }
    const page = result.object === 'page' ? pageSchema.safeParse(result).data : undefined;
    return page ? [{ page }] : [];
  });
  return {
    all,
    pages: all.flatMap((item) => ('page' in item ? [item.page] : [])),
    dataSources: all.flatMap((item) => ('dataSource' in item ? [item.dataSource] : [])),
    ...(has_more && next_cursor ? { next: next_cursor } : {}),
  };
}

/** What the property that holds the title is called. */
export function titleName({ properties }: NotionPage): string {
  return Object.entries(properties ?? {}).find(([, { type }]) => type === 'title')?.[0] ?? 'title';
}

/** A page's title. */
export function pageTitle({ properties }: NotionPage): string {
  const title = Object.values(properties ?? {}).find(({ type }) => type === 'title');
  return plainText(title?.title);
}

/** A page's properties as plain values, without its title. */
export function plainProperties({ properties }: NotionPage): Record<string, PlainValue> {
  const values = Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const value = property.type === 'title' ? undefined : plainValue(property);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}
