import { z } from 'zod';
import { type GmailCall, jsonBody } from './gmail-call.ts';
import type { GmailMethod } from './gmail-method.ts';
import { gmailScopes } from './gmail-scopes.ts';
import { GoogleError } from './google-error.ts';
import { labelResource } from './message-resource.ts';

const labelSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().trim().min(1).max(225),
  type: z.enum(['system', 'user']).optional(),
  messageListVisibility: z.enum(['show', 'hide']).optional(),
  labelListVisibility: z.enum(['labelShow', 'labelShowIfUnread', 'labelHide']).optional(),
  color: z.looseObject({}).optional(),
});

function getLabel({ mailbox, path }: GmailCall) {
  const label = labelResource(mailbox, path.id ?? '');
  if (!label) throw new GoogleError(404, 'Requested entity was not found.');
  return label;
}

async function createLabel({ mailbox, request }: GmailCall) {
  const { name, messageListVisibility, labelListVisibility } = await jsonBody(request, labelSchema);
  const taken = mailbox.findLabel(name);
  if (taken?.type === 'system') throw new GoogleError(400, 'Invalid label name');
  if (taken) throw new GoogleError(409, 'Label name exists or conflicts');
  return mailbox.createLabel(name, {
    ...(messageListVisibility && { messageListVisibility }),
    ...(labelListVisibility && { labelListVisibility }),
  });
}

function getProfile({ mailbox }: GmailCall) {
  return {
    emailAddress: mailbox.owner,
    messagesTotal: mailbox.size,
    threadsTotal: mailbox.threadCount,
    historyId: mailbox.historyId,
  };
}

/** `users.labels` and `users.getProfile`. */
export const labelMethods: readonly GmailMethod[] = [
  { method: 'GET', path: 'profile', scopes: gmailScopes.profile, run: getProfile },
  {
    method: 'GET',
    path: 'labels',
    scopes: gmailScopes.readLabels,
    run: ({ mailbox }) => ({ labels: mailbox.labels() }),
  },
  { method: 'GET', path: 'labels/:id', scopes: gmailScopes.readLabels, run: getLabel },
  { method: 'POST', path: 'labels', scopes: gmailScopes.writeLabels, run: createLabel },
];
