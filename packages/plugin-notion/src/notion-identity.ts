import type { Identity } from '@sidecar/core';
import { z } from 'zod';
import { notionIdSchema } from './notion-id.ts';

const text = z.string().nullish().catch(undefined);

/** Who a token belongs to: a bot, in a workspace, for a person or for the workspace itself. */
export const botSchema = z.object({
  id: notionIdSchema,
  name: text,
  bot: z
    .object({
      workspace_id: text,
      workspace_name: text,
      owner: z
        .object({ type: text, user: z.object({ id: text, name: text }).nullish().catch(undefined) })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

/** The workspace and the bot's owner: they stay when a person connects again, which makes another token. */
export function identityOf({ id, name, bot }: z.infer<typeof botSchema>): Identity {
  const owner = bot?.owner?.user;
  const workspace = bot?.workspace_name || name || 'Notion';
  return {
    id: `${bot?.workspace_id || 'workspace'}/${owner?.id || id}`,
    label: owner?.name ? `${workspace} (${owner.name})` : workspace,
  };
}
