import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { channelOutput, viewChannel } from '../channel.ts';
import type { SlackClient } from '../slack-client.ts';
import { toolInputs } from '../tool-inputs.ts';

/** Lists the channels of a workspace. */
export const channelsListTool = tool({
  name: 'channels_list',
  description:
    'List the channels of the connected Slack workspace: all public ones, and the private ones that the app is in. A page may be shorter than the limit.',
  effect: 'read',
  scopes: [['channels:read', 'groups:read']],
  input: z.strictObject({
    archived: z.boolean().default(false).describe('Whether archived channels are listed too.'),
    limit: z.int().min(1).max(200).default(50).describe('How many channels.'),
    cursor: toolInputs.cursor,
    workspace: toolInputs.workspace,
  }),
  output: z.object({ channels: z.array(channelOutput), next_cursor: z.string().optional() }),
  execute: async ({ workspace, ...page }, { client, signal }: ToolContext<SlackClient>) => {
    const team = await client.workspaces.resolve(workspace, signal);
    const { channels, response_metadata: rest } = await client.channels.list({ ...page, team, signal });
    return {
      channels: channels.slice(0, page.limit).map(viewChannel),
      ...(rest?.next_cursor ? { next_cursor: rest.next_cursor } : {}),
    };
  },
});
