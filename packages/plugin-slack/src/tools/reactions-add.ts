import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { emojiNames } from '../emoji-names.ts';
import type { SlackClient } from '../slack-client.ts';
import { toolInputs } from '../tool-inputs.ts';

const emoji = z
  .string()
  .trim()
  .transform((written) => emojiNames.get(written.replace('\uFE0F', '')) ?? written.replace(/^:(.+):$/, '$1'))
  .pipe(
    z
      .string()
      .regex(
        /^[\p{Ll}\p{Lo}\p{M}\d_+'-]{1,100}(?:::skin-tone-[2-6])?$/u,
        'Give the name of an emoji, such as "tada".',
      ),
  )
  .describe('Name of the emoji, such as "tada"; a custom one works too.');

/** Adds a reaction to a message. */
export const reactionsAddTool = tool({
  name: 'reactions_add',
  description: 'React to a Slack message with an emoji.',
  effect: 'write',
  scopes: ['reactions:write'],
  input: z.strictObject({
    channel: toolInputs.channel,
    message: toolInputs.message.describe('Id of the message.'),
    emoji,
    workspace: toolInputs.workspace,
  }),
  output: z.object({ channel: z.string(), message: z.string(), emoji: z.string() }),
  execute: async (input, { client, signal }: ToolContext<SlackClient>) => {
    const { channel, workspace, message, emoji: name } = input;
    const { id } = await client.channels.resolve(channel, { workspace, mayBegin: false, signal });
    await client.messages.react({ channel: id, timestamp: message, name }, signal);
    return { channel: id, message, emoji: name };
  },
});
