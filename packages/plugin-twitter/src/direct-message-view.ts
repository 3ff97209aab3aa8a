import { z } from 'zod';
import type { DirectMessageAnswer } from './direct-message.ts';
import { readableText } from './readable-text.ts';
import { type Account, accountOutput, viewAccount } from './user.ts';

/** A direct message as the tools give it. */
export interface DirectMessage {
  id: string;
  conversation_id?: string | undefined;
  text: string;
  sender?: Account | undefined;
  created_at?: string | undefined;
}

/** The schema of a direct message in a tool's output. */
export const directMessageOutput = z.object({
  id: z.string(),
  conversation_id: z.string().optional(),
  text: z.string().describe('Empty when the message is only an attachment.'),
  sender: accountOutput.optional().describe('Absent when X hides the account.'),
  created_at: z.string().optional(),
});

/** The messages of an answer, in X's order. */
export function viewDirectMessages(answer: DirectMessageAnswer): DirectMessage[] {
  const users = new Map(answer.includes?.users.map((user) => [user.id, user]));
  return answer.data.map((message) => {
    const sender = users.get(message.sender_id ?? '');
    return {
      id: message.id,
      ...(message.dm_conversation_id ? { conversation_id: message.dm_conversation_id } : {}),
      text: readableText(message.text ?? '', message.entities),
      ...(sender ? { sender: viewAccount(sender) } : {}),
      ...(message.created_at ? { created_at: message.created_at } : {}),
    };
  });
}
