import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { isBot, personOutput, viewPerson } from '../person.ts';
import type { SlackClient } from '../slack-client.ts';
import { toolInputs } from '../tool-inputs.ts';

/** Lists the people of a workspace. */
export const usersListTool = tool({
  name: 'users_list',
  description:
    'List the people of the connected Slack workspace; deactivated ones are left out. A page may be shorter than the limit.',
  effect: 'read',
  scopes: ['users:read'],
  input: z.strictObject({
    bots: z.boolean().default(false).describe('Whether bots are listed too.'),
    limit: z.int().min(1).max(200).default(50).describe('How many people.'),
    cursor: toolInputs.cursor,
    workspace: toolInputs.workspace,
  }),
  output: z.object({ users: z.array(personOutput), next_cursor: z.string().optional() }),
  execute: async ({ workspace, bots, ...page }, { client, signal }: ToolContext<SlackClient>) => {
    const team = await client.workspaces.resolve(workspace, signal);
    const { members, response_metadata: rest } = await client.people.list({ ...page, team, signal });
    const wanted = members.filter((person) => !person.deleted && (bots || !isBot(person)));
    return {
      users: wanted.map(viewPerson),
      ...(rest?.next_cursor ? { next_cursor: rest.next_cursor } : {}),
    };
  },
});
