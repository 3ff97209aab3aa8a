import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { messageText } from '../message-text.ts';
import type { SlackClient } from '../slack-client.ts';
import { markdownToMrkdwn } from '../text/markdown-to-mrkdwn.ts';
import { timeOf } from '../timestamp.ts';
import { toolInputs } from '../tool-inputs.ts';

/** Sends a message at once. */
export const messagesSendTool = tool({
  name: 'messages_send',
  description: 'Send a message to a Slack channel, a person or a thread, at once.',
  effect: 'write',
  scopes: ['chat:write'],
  input: z.strictObject({
    channel: toolInputs.channel,
    text: messageText,
    thread: toolInputs.message.optional().describe('Id of the message to answer in its thread.'),
    broadcast: z
      .boolean()
      .default(false)
      .describe('Whether an answer in a thread is shown in the channel too.'),
    workspace: toolInputs.workspace,
  }),
  output: z.object({ id: z.string(), channel: z.string(), sent_at: z.string().optional() }),
  execute: async ({ channel, workspace, text, ...how }, { client, signal }: ToolContext<SlackClient>) => {
    const { id } = await client.channels.resolve(channel, { workspace, mayBegin: true, signal });
    const message = { channel: id, text: markdownToMrkdwn(text), ...how };
    const posted = await client.messages.post(message, signal);
    const sentAt = timeOf(posted.ts);
    return { id: posted.ts, channel: posted.channel, ...(sentAt ? { sent_at: sentAt } : {}) };
  },
});
