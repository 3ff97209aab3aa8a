import { SidecarError, type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { gmailId } from '../gmail-id.ts';
import { resolveLabels } from '../resolve-labels.ts';

const labelName = z.string().trim().min(1).max(225);

const input = z.strictObject({
  email_ids: z
    .union([gmailId('One email_id.'), z.array(gmailId('email_id.')).min(1).max(1000)])
    .describe('email_id of the email, or a list of them.'),
  mark: z.enum(['read', 'unread']).optional().describe('Mark as read or unread.'),
  archive: z.boolean().optional().describe('true takes it out of the inbox, false puts it back.'),
  star: z.boolean().optional().describe('true sets the star, false takes it away.'),
  trash: z
    .boolean()
    .optional()
    .describe(
      'true moves it from the inbox to the trash, where Gmail keeps it 30 days; false takes it out of there.',
    ),
  add_labels: z.array(labelName).max(50).default([]).describe('Names of labels to put on.'),
  remove_labels: z.array(labelName).max(50).default([]).describe('Names of labels to take off.'),
  create_missing_labels: z.boolean().default(false).describe('Make labels of add_labels that are not there.'),
});

/** Changes the labels of messages, of which read, starred, archived and trashed are some. */
export const emailModify = tool({
  name: 'email_modify',
  description:
    'Change emails: mark as read or unread, archive, star, move to the trash and back, put labels on and off. Nothing is deleted for good.',
  effect: 'write',
  scopes: [gmailScopes.modify],
  input,
  output: z.object({
    email_ids: z.array(z.string()),
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  execute: async (request, { client, signal }: ToolContext<GmailClient>) => {
    const ids = [...new Set([request.email_ids].flat())];
    const { add, remove } = flags(request);
    const { add_labels, remove_labels, create_missing_labels: createMissing } = request;
    const labels = await resolveLabels(
      client,
      { add: add_labels, remove: remove_labels, createMissing },
      signal,
    );
    const addLabelIds = [...new Set([...add, ...labels.add])];
    const removeLabelIds = [...new Set([...remove, ...labels.remove])];
    check(addLabelIds, removeLabelIds);
    await client.modify(ids, { addLabelIds, removeLabelIds }, signal);
    return { email_ids: ids, added: addLabelIds, removed: removeLabelIds };
  },
});

function flags({ mark, archive, star, trash }: z.output<typeof input>) {
  const wanted: readonly (readonly [label: string, put: boolean | undefined])[] = [
    ['UNREAD', mark === undefined ? undefined : mark === 'unread'],
    // Like Gmail's own button; taking it out again does not put it back into the inbox.
    ['INBOX', trash && archive === undefined ? false : negated(archive)],
    ['STARRED', star],
    ['TRASH', trash],
  ];
  const labels = (put: boolean) => wanted.flatMap(([label, value]) => (value === put ? [label] : []));
  return { add: labels(true), remove: labels(false) };
}

function negated(flag: boolean | undefined): boolean | undefined {
  return flag === undefined ? undefined : !flag;
}

function check(added: readonly string[], removed: readonly string[]): void {
  const both = added.find((label) => removed.includes(label));
  const message = both ? `${both} is to be put on and taken off` : 'nothing to change is given';
  if (both === undefined && added.length + removed.length > 0) return;
  throw new SidecarError('invalid_input', `email_modify: ${message}.`, { integration: 'gmail' });
}
