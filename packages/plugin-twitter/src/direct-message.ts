import { z } from 'zod';
import { listOf } from './list-of.ts';
import { entitiesSchema } from './readable-text.ts';
import { time } from './time.ts';
import { userSchema } from './user.ts';

/** What is asked for with every list of direct messages. */
export const directMessageFields = {
  'dm_event.fields': 'created_at,dm_conversation_id,entities,event_type,id,sender_id,text',
  'user.fields': 'name,username',
  expansions: 'sender_id',
} as const;

const directMessageSchema = z.object({
  id: z.string().min(1),
  // Absent when the message is only an attachment.
  text: z.string().nullish(),
  sender_id: z.string().nullish(),
  dm_conversation_id: z.string().nullish(),
  created_at: time,
  entities: entitiesSchema,
});

/** X's answer with a page of direct messages and, beside them, their senders. */
export const directMessageAnswerSchema = z.object({
  data: listOf(directMessageSchema),
  includes: z.object({ users: listOf(userSchema) }).nullish(),
  meta: z.object({ next_token: z.string().nullish() }).nullish(),
});

/** X's answer with a page of direct messages, checked. */
export type DirectMessageAnswer = z.infer<typeof directMessageAnswerSchema>;
