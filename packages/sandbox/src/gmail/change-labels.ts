import { z } from 'zod';
import { GoogleError } from './google-error.ts';
import { reservedLabels } from './labels.ts';
import type { Mailbox } from './mailbox.ts';
import type { StoredMessage } from './stored-message.ts';

const maximumLabels = 100;

/** The body of every request that changes labels. */
export const labelChangeSchema = z.strictObject({
  addLabelIds: z.array(z.string()).default([]),
  removeLabelIds: z.array(z.string()).default([]),
});

/** A change of labels. */
export type LabelChange = z.output<typeof labelChangeSchema>;

/** Refuses a change that Gmail would refuse. */
export function checkLabelChange(mailbox: Mailbox, { addLabelIds, removeLabelIds }: LabelChange): void {
  const all = [...addLabelIds, ...removeLabelIds];
  if (all.length === 0) throw new GoogleError(400, 'No label add or removes specified');
  if (addLabelIds.length > maximumLabels || removeLabelIds.length > maximumLabels) {
    throw new GoogleError(400, `At most ${maximumLabels} labels can be changed at once`);
  }
  const invalid = all.find((id) => !mailbox.label(id) || reservedLabels.has(id));
  if (invalid !== undefined) throw new GoogleError(400, `Invalid label: ${invalid}`);
  if (addLabelIds.some((id) => removeLabelIds.includes(id))) {
    throw new GoogleError(400, 'Cannot both add and remove the same label');
  }
}

/** Carries out a change on one message. */
export function changeLabels(mailbox: Mailbox, message: StoredMessage, change: LabelChange): void {
  for (const id of change.addLabelIds) message.labelIds.add(id);
  for (const id of change.removeLabelIds) message.labelIds.delete(id);
  mailbox.touch(message);
}

/** Into the trash: out of the inbox. */
export const toTrash: LabelChange = { addLabelIds: ['TRASH'], removeLabelIds: ['INBOX'] };

/** Out of the trash; Gmail does not put it back into the inbox. */
export const fromTrash: LabelChange = { addLabelIds: [], removeLabelIds: ['TRASH'] };
