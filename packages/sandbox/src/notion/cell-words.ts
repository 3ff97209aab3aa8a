import { z } from 'zod';
import type { StoredColumn, StoredPage } from './notion-store.ts';
import { cellValue } from './resources.ts';

const named = z.object({ name: z.string() });
const dated = z.object({ start: z.string() });
const texts = z.array(z.object({ plain_text: z.string() }));
const ids = z.array(z.object({ id: z.string() }));

/** What of a cell is compared: one or several texts or numbers, a truth, or nothing. */
export type CellWords = string | number | boolean | readonly string[] | undefined;

/** The value of a cell in the form in which it is compared. */
export function cellWords(page: StoredPage, column: StoredColumn): CellWords {
  const value = cellValue(page, column)[column.type];
  switch (column.type) {
    case 'title':
    case 'rich_text':
      return (
        texts
          .parse(value)
          .map((item) => item.plain_text)
          .join('') || undefined
      );
    case 'select':
    case 'status':
      return named.safeParse(value).data?.name;
    case 'multi_select':
      return z
        .array(named)
        .parse(value)
        .map(({ name }) => name);
    case 'date':
      return dated.safeParse(value).data?.start;
    case 'people':
    case 'relation':
      return ids.parse(value).map(({ id }) => id);
    case 'files':
      return z
        .array(named)
        .parse(value)
        .map(({ name }) => name);
    case 'unique_id':
      return page.number;
    case 'formula':
      return z.object({ number: z.number().nullish() }).parse(value).number ?? undefined;
    default:
      return z.union([z.string(), z.number(), z.boolean()]).safeParse(value).data;
  }
}
