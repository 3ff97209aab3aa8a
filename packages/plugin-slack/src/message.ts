import { z } from 'zod';
import { listOf } from './list-of.ts';
import { attachmentsToMrkdwn } from './text/attachments-to-mrkdwn.ts';
import { blocksToMrkdwn } from './text/blocks-to-mrkdwn.ts';
import { mentionedPeople } from './text/mrkdwn-to-markdown.ts';

/** What is read of a message. Blocks and attachments may hold anything, so they are read as they come. */
export const messageSchema = z.object({
  ts: z.string().regex(/^\d+\.\d+$/),
  user: z.string().nullish(),
  username: z.string().nullish(),
  bot_profile: z.object({ name: z.string().nullish() }).nullish(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  thread_ts: z.string().nullish(),
  reply_count: z.number().nullish(),
  edited: z.object({ ts: z.string().nullish() }).nullish(),
  reactions: listOf(z.object({ name: z.string().nullish(), count: z.number().nullish() })),
  files: listOf(z.object({ name: z.string().nullish(), title: z.string().nullish() })),
});

/** A message as Slack sends it. */
export type SlackMessage = z.infer<typeof messageSchema>;

/** A page of messages. */
export const messagesSchema = z.object({
  messages: listOf(messageSchema),
  has_more: z.boolean().nullish(),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** Everything that a message says, in Slack's own format. Its blocks are what people see; `text` may be a short stand-in. */
export function messageMrkdwn({
  text,
  blocks,
  attachments,
}: Pick<SlackMessage, 'text' | 'blocks' | 'attachments'>): string {
  const body = blocksToMrkdwn(blocks) || (text ?? '');
  return [body, attachmentsToMrkdwn(attachments)].filter((part) => part !== '').join('\n');
}

/** The ids of everybody whose name is needed to show a message. */
export function peopleOf(message: SlackMessage): string[] {
  const author = authorName(message) === undefined && message.user ? [message.user] : [];
  return [...author, ...mentionedPeople(messageMrkdwn(message))];
}

/** The name that an app's message brings along. */
export function authorName({ username, bot_profile: bot }: SlackMessage): string | undefined {
  return username || bot?.name || undefined;
}
