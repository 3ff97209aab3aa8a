import { z } from 'zod';
import { authorName, messageMrkdwn, type SlackMessage } from './message.ts';
import { mrkdwnToMarkdown, type Names } from './text/mrkdwn-to-markdown.ts';
import { timeOf } from './timestamp.ts';

/** The schema of a message in a tool's output. */
export const messageOutput = z.object({
  id: z.string(),
  author: z.string(),
  text: z.string(),
  sent_at: z.string().optional(),
  edited: z.boolean().optional(),
  thread: z.string().optional(),
  replies: z.number().optional(),
  reactions: z.record(z.string(), z.number()).optional(),
  files: z.array(z.string()).optional(),
});

/** A message as the tools give it. */
export type Message = z.infer<typeof messageOutput>;

/** Shows a message with people called by their names. */
export function viewMessage(message: SlackMessage, names: Names): Message {
  const { ts, user, thread_ts: thread, reply_count: replies, edited, reactions, files } = message;
  const sentAt = timeOf(ts);
  const counted = reactions.flatMap(({ name, count }) => (name ? [[name, count ?? 1] as const] : []));
  const fileNames = files.flatMap(({ name, title }) => name || title || []);
  return {
    id: ts,
    author: authorName(message) ?? (user ? (names.get(user) ?? user) : 'unknown'),
    text: mrkdwnToMarkdown(messageMrkdwn(message), names),
    ...(sentAt ? { sent_at: sentAt } : {}),
    ...(edited ? { edited: true } : {}),
    ...(thread && thread !== ts ? { thread } : {}),
    ...(replies ? { replies } : {}),
    ...(counted.length > 0 ? { reactions: Object.fromEntries(counted) } : {}),
    ...(fileNames.length > 0 ? { files: fileNames } : {}),
  };
}
