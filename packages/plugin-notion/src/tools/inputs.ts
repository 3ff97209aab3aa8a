import { z } from 'zod';

/** Where a list goes on. */
export const cursorInput = z
  .string()
  .regex(/^[\w-]{1,200}$/, 'Give the next_cursor of an earlier answer.')
  .optional()
  .describe('next_cursor of the page before.');

/** A page as a person names it. */
export const pageInput = z.string().trim().min(1).max(2_000);

/** A database as a person names it. */
export const databaseInput = z.string().trim().min(1).max(2_000);

/** A page's content. */
export const contentInput = z.string().max(200_000);
