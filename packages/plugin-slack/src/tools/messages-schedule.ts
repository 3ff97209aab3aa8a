import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { messageText } from '../message-text.ts';
import type { SlackClient } from '../slack-client.ts';
import { markdownToMrkdwn } from '../text/markdown-to-mrkdwn.ts';
import { secondsOf } from '../timestamp.ts';
import { toolInputs } from '../tool-inputs.ts';

/** Leaves a message with Slack, to be sent later. */
export const messagesScheduleTool = tool({
  name: 'messages_schedule',
  description:
    'Schedule a message that Slack sends to a channel, a person or a thread at a later time, at most 120 days ahead.',
  effect: 'write',
  scopes: ['chat:write'],
  input: z.strictObject({
    channel: toolInputs.channel,
    text: messageText,
    send_at: z.iso.datetime({ offset: true }).describe('When: ISO 8601 with offset.'),
    thread: toolInputs.message.optional().describe('Id of the message to answer in its thread.'),
    workspace: toolInputs.workspace,
  }),
  output: z.object({ id: z.string(), channel: z.string(), send_at: z.string() }),
  execute: async (input, { client, signal }: ToolContext<SlackClient>) => {
    const { channel, workspace, text, send_at: time, thread } = input;
    const { id } = await client.channels.resolve(channel, { workspace, mayBegin: true, signal });
    const postAt = secondsOf(time);
    const message = { channel: id, text: markdownToMrkdwn(text), thread, postAt };
    const scheduled = await client.messages.schedule(message, signal);
    return {
      id: scheduled.scheduled_message_id,
      channel: scheduled.channel,
      send_at: new Date(postAt * 1000).toISOString(),
    };
  },
});
