import { z } from 'zod';
import { listOf } from './list-of.ts';
import { unescapeText } from './text/unescape-text.ts';

const said = z.object({ value: z.string().nullish() }).nullish();

/** What is read of a channel. */
export const channelSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  topic: said,
  purpose: said,
  num_members: z.number().nullish(),
  is_private: z.boolean().nullish(),
  is_member: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
});

/** A page of channels. */
export const channelsSchema = z.object({
  channels: listOf(channelSchema),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** The schema of a channel in a tool's output. */
export const channelOutput = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string().optional(),
  purpose: z.string().optional(),
  members: z.number().optional(),
  private: z.boolean(),
  joined: z.boolean(),
  archived: z.boolean().optional(),
});

/** Shows a channel; what is empty is left out. */
export function viewChannel(channel: z.infer<typeof channelSchema>): z.infer<typeof channelOutput> {
  const { id, name, topic, purpose, num_members: members } = channel;
  return {
    id,
    name: name || id,
    ...(topic?.value ? { topic: unescapeText(topic.value) } : {}),
    ...(purpose?.value ? { purpose: unescapeText(purpose.value) } : {}),
    ...(typeof members === 'number' ? { members } : {}),
    private: channel.is_private ?? false,
    joined: channel.is_member ?? false,
    ...(channel.is_archived ? { archived: true } : {}),
  };
}
