import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import type { DirectMessagePage } from '../direct-message.ts';
import { readableText } from '../readable-text.ts';
import type { TwitterClient } from '../twitter-client.ts';
import { accountView, viewAccount } from '../user.ts';

const messageView = z.object({
  id: z.string(),
  conversation_id: z.string().optional(),
  text: z.string().describe('Empty when the message is only an attachment.'),
  sender: accountView.optional().describe('Absent when X hides the account.'),
  created_at: z.string().optional(),
});

/** Reads direct messages of the connected account. */
export const directMessageReadTool = tool({
  name: 'dm_read',
  description:
    'Read direct messages of the connected X account, sent and received, of the last 30 days, newest first. Encrypted messages are not included.',
  effect: 'read',
  scopes: ['dm.read', 'tweet.read', 'users.read'],
  input: z.strictObject({
    username: z
      .string()
      .regex(/^@?\w{1,15}$/, 'Give an X handle.')
      .optional()
      .describe('Only the conversation with this account; all conversations unless given.'),
    limit: z.int().min(1).max(100).default(10).describe('How many messages.'),
    cursor: z.string().min(1).max(512).optional().describe('next_cursor of the page before.'),
  }),
  output: z.object({ messages: z.array(messageView), next_cursor: z.string().optional() }),
  execute: async ({ username: handle, ...page }, { client, signal }: ToolContext<TwitterClient>) => {
    const partner = handle && (await client.userByName(handle.replace('@', ''), signal));
    const answer = await client.directMessages(
      { ...page, ...(partner ? { withUserId: partner.id } : {}) },
      signal,
    );
    const next = answer.meta?.next_token;
    return { messages: viewMessages(answer), ...(next ? { next_cursor: next } : {}) };
  },
});

function viewMessages(page: DirectMessagePage): z.infer<typeof messageView>[] {
  const users = new Map(page.includes?.users.map((user) => [user.id, user]));
  return page.data.map((message) => {
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
