import { z } from 'zod';
import { listOf } from './list-of.ts';

/** What is read of a found message. */
const matchSchema = z.object({
  ts: z.string().regex(/^\d+\.\d+$/),
  user: z.string().nullish(),
  username: z.string().nullish(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  permalink: z.string().nullish(),
  channel: z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
});

/** A page of found messages. */
export const foundSchema = z.object({
  messages: z.object({
    matches: listOf(matchSchema),
    total: z.number().nullish(),
    paging: z.object({ page: z.number().nullish(), pages: z.number().nullish() }).nullish(),
  }),
});
