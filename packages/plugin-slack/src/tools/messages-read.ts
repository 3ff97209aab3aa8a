import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { peopleOf } from '../message.ts';
import { messageOutput, viewMessage } from '../message-view.ts';
import type { SlackClient } from '../slack-client.ts';
import { secondsOf } from '../timestamp.ts';
import { toolInputs } from '../tool-inputs.ts';

const time = z.iso.datetime({ offset: true });

/** Reads a channel, a direct conversation or a thread. */
export const messagesReadTool = tool({
  name: 'messages_read',
  description:
    'Read messages of a Slack channel or direct conversation, newest first; with thread, a message and the answers to it, oldest first. Texts are Markdown.',
  effect: 'read',
  scopes: [['channels:history', 'groups:history', 'im:history', 'mpim:history']],
  input: z.strictObject({
    channel: toolInputs.channel,
    thread: toolInputs.message.optional().describe('Id of the message whose answers are read.'),
    since: time.optional().describe('Only messages sent later than this: ISO 8601 with offset.'),
    until: time.optional().describe('Only messages sent before this: ISO 8601 with offset.'),
    limit: z.int().min(1).max(100).default(20).describe('How many messages.'),
    cursor: toolInputs.cursor,
    workspace: toolInputs.workspace,
  }),
  output: z.object({
    channel: z.string(),
    messages: z.array(messageOutput),
    next_cursor: z.string().optional(),
  }),
  execute: async ({ channel, workspace, ...wanted }, { client, signal }: ToolContext<SlackClient>) => {
    const { id } = await client.channels.resolve(channel, { workspace, mayBegin: false, signal });
    const { thread, since, until, limit, cursor } = wanted;
    const oldest = since === undefined ? undefined : secondsOf(since);
    const latest = until === undefined ? undefined : secondsOf(until);
    const request = { channel: id, thread, limit, cursor, oldest, latest };
    const { messages: page, response_metadata: rest } = await client.messages.read(request, signal);
    // Each page of a thread may begin with the message that it belongs to.
    const isRepeated = (ts: string) => cursor !== undefined && ts === thread;
    const messages = page.filter(({ ts }) => !isRepeated(ts));
    const names = await client.people.names(messages.flatMap(peopleOf), signal);
    return {
      channel: id,
      messages: messages.map((message) => viewMessage(message, names)),
      ...(rest?.next_cursor ? { next_cursor: rest.next_cursor } : {}),
    };
  },
});
