import { z } from 'zod';
import { richTextSchema } from '../blocks/rich-text.ts';
import { nearNames } from '../near-names.ts';
import { invalidInput } from '../notion-errors.ts';
import { notionIdSchema } from '../notion-id.ts';

const text = z.string().nullish().catch(undefined);
const options = z
  .object({
    options: z
      .array(z.object({ name: z.string() }))
      .nullish()
      .catch(undefined),
  })
  .nullish()
  .catch(undefined);

const columnSchema = z.object({
  type: z.string(),
  select: options,
  multi_select: options,
  status: options,
  relation: z.object({ data_source_id: text }).nullish().catch(undefined),
});

/** A data source: what holds the rows of a database, and their columns. */
export const dataSourceSchema = z.object({
  id: notionIdSchema,
  title: richTextSchema,
  url: text,
  properties: z.record(z.string(), columnSchema.nullish().catch(undefined)).nullish().catch(undefined),
});

/** A data source as Notion answers it. */
export type DataSource = z.infer<typeof dataSourceSchema>;

/** A column: what values a property has. */
export interface Column extends z.infer<typeof columnSchema> {
  readonly name: string;
}

/** The columns of a data source. */
export function columnsOf({ properties }: DataSource): Column[] {
  return Object.entries(properties ?? {}).flatMap(([name, column]) => (column ? [{ name, ...column }] : []));
}

/** The column with this name; capitals and outer spaces do not matter where only one fits. */
export function findColumn(columns: readonly Column[], name: string, field: string): Column {
  const wanted = name.trim().toLowerCase();
  const alike = columns.filter((column) => column.name.trim().toLowerCase() === wanted);
  const found = columns.find((column) => column.name === name) ?? (alike.length === 1 ? alike[0] : undefined);
  if (found) return found;
  const names = columns.map((column) => column.name);
  throw invalidInput(field, `there is no property "${name.slice(0, 100)}"`, nearNames(name, names));
}

/** The option of a column with this name, as Notion spells it. */
export function findOption(column: Column, name: string): string | undefined {
  const known = optionsOf(column);
  return (
    known.find((option) => option === name) ??
    known.find((option) => option.toLowerCase() === name.trim().toLowerCase())
  );
}

/** The names that a select, multi-select or status column offers. */
export function optionsOf(column: Column): string[] {
  const { options: known } = column.select ?? column.multi_select ?? column.status ?? {};
  return (known ?? []).map((option) => option.name);
}
