import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { NotionClient } from '../notion-client.ts';
import { type NotionPage, pageTitle, plainProperties } from '../notion-page.ts';
import { type Column, columnsOf, findColumn, optionsOf } from '../properties/data-source-schema.ts';
import { filterInput } from '../properties/filter-operators.ts';
import { queryFilter } from '../properties/query-filter.ts';
import { cursorInput, databaseInput } from './inputs.ts';
import { plainOutput } from './outputs.ts';

const sortInput = z.strictObject({
  property: z.string().min(1).max(200).describe('Name of the property, or created_time or last_edited_time.'),
  direction: z.enum(['ascending', 'descending']).default('ascending').describe('Which come first.'),
});

/** Lists the rows of a database that meet conditions. */
export const databaseQueryTool = tool({
  name: 'database_query',
  description:
    'List rows of a Notion database with their properties, filtered and sorted by property names. include_schema tells its properties and options.',
  effect: 'read',
  input: z.strictObject({
    database: databaseInput.describe('Title, id or address of the database.'),
    filters: z.array(filterInput).max(50).default([]).describe('Conditions.'),
    match: z.enum(['all', 'any']).default('all').describe('Whether all conditions must be met or any.'),
    sorts: z.array(sortInput).max(10).default([]).describe('The first counts most.'),
    limit: z.int().min(1).max(100).default(20).describe('How many rows.'),
    cursor: cursorInput,
    include_schema: z.boolean().default(false).describe('Whether to tell the properties of the database.'),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string().optional(),
        properties: z.record(z.string(), plainOutput),
      }),
    ),
    schema: z.record(z.string(), z.string()).optional(),
    next_cursor: z.string().optional(),
  }),
  execute: async (input, { client, signal }: ToolContext<NotionClient>) => {
    const { filters, match, sorts, limit, cursor } = input;
    const source = await client.findDatabase(input.database, signal);
    const columns = columnsOf(source);
    const filter = await queryFilter(filters, { columns, resolver: client.resolver(signal), match });
    const body = {
      page_size: limit,
      ...(filter ? { filter } : {}),
      ...(sorts.length > 0 ? { sorts: sorts.map((sort) => sortOf(sort, columns)) } : {}),
      ...(cursor ? { start_cursor: cursor } : {}),
    };
    const { pages, next } = await client.query(source.id, body, signal);
    return {
      rows: pages.slice(0, limit).map(viewRow),
      ...(input.include_schema ? { schema: Object.fromEntries(columns.map(viewColumn)) } : {}),
      ...(next ? { next_cursor: next } : {}),
    };
  },
});

function sortOf({ property, direction }: z.infer<typeof sortInput>, columns: readonly Column[]): object {
  const isColumn = columns.some(({ name }) => name === property);
  if (!isColumn && (property === 'created_time' || property === 'last_edited_time'))
    return { timestamp: property, direction };
  return { property: findColumn(columns, property, 'sorts').name, direction };
}

function viewRow(page: NotionPage) {
  const { id, url } = page;
  return { id, title: pageTitle(page), ...(url ? { url } : {}), properties: plainProperties(page) };
}

/** A property's type, with its options. */
function viewColumn(column: Column): [string, string] {
  const options = optionsOf(column);
  return [column.name, options.length > 0 ? `${column.type}: ${options.join(', ')}` : column.type];
}
