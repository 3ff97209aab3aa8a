import { z } from 'zod';
import { isPageCursor } from './page-cursor.ts';

/** The input fields of a list that is read in pages. */
export function pageFields(most = 100) {
  return {
    limit: z.int().min(1).max(most).default(20).describe('How many.'),
    cursor: z
      .string()
      .max(500)
      .refine(isPageCursor, 'Give next_cursor of the page before.')
      .optional()
      .describe('next_cursor of the page before.'),
  };
}

/** The output field that says how a list goes on; absent on the last page. */
export const nextCursorOutput = z.string().optional();
