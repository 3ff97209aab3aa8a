import { z } from 'zod';

/** A property's value. */
export const plainOutput = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** What is answered about a page that was written. */
export const writtenOutput = z.object({ id: z.string(), title: z.string(), url: z.string().optional() });
