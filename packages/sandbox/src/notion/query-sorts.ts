import { z } from 'zod';
import { type CellWords, cellWords } from './cell-words.ts';
import { NotionError } from './notion-error.ts';
import type { StoredDatabase, StoredPage } from './notion-store.ts';

const direction = z.enum(['ascending', 'descending']);

/** The order of rows as it is given. */
export const sortsSchema = z
  .array(
    z.union([
      z.strictObject({ property: z.string(), direction }),
      z.strictObject({ timestamp: z.enum(['created_time', 'last_edited_time']), direction }),
    ]),
  )
  .max(100)
  .default([]);

type Sort = z.infer<typeof sortsSchema>[number];

/** Rows in an order; those without a value come last. */
export function compareRows(
  rows: readonly StoredPage[],
  sorts: readonly Sort[],
  database: StoredDatabase,
): readonly StoredPage[] {
  const keys = sorts.map((sort) => ({
    wordsIn: keyOf(sort, database),
    sign: sort.direction === 'ascending' ? 1 : -1,
  }));
  return rows.toSorted((first, second) => {
    for (const { wordsIn, sign } of keys) {
      const order = compare(wordsIn(first), wordsIn(second), sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function keyOf(sort: Sort, { columns }: StoredDatabase): (row: StoredPage) => CellWords {
  if ('timestamp' in sort) return (row) => (sort.timestamp === 'created_time' ? row.createdAt : row.editedAt);
  const column = columns.find(({ name, id }) => name === sort.property || id === sort.property);
  if (!column) throw new NotionError(400, `Could not find sort property with name or id: ${sort.property}`);
  return (row) => cellWords(row, column);
}

function compare(first: CellWords, second: CellWords, sign: number): number {
  if (first === undefined || second === undefined)
    return Number(first === undefined) - Number(second === undefined);
  if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
  return sign * String(first).localeCompare(String(second), 'en');
}
