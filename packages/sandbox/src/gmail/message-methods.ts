import { z } from 'zod';
import { allParts } from '../mime/mime-part.ts';
import { attachmentPart } from './attachment-id.ts';
import { toBase64Url } from './base64.ts';
import { changeLabels, checkLabelChange, fromTrash, labelChangeSchema, toTrash } from './change-labels.ts';
import {
  booleanParameter,
  countParameter,
  formatParameter,
  type GmailCall,
  jsonBody,
  messageOf,
  onlyMetadata,
} from './gmail-call.ts';
import type { GmailMethod } from './gmail-method.ts';
import { gmailScopes } from './gmail-scopes.ts';
import { GoogleError } from './google-error.ts';
import { messageInput, messageSchema, readUpload } from './message-input.ts';
import { messageReference, messageResource, messageWithLabels } from './message-resource.ts';
import { type SearchOptions, searchMailbox } from './search.ts';

const maximumBatch = 1_000;
const batchSchema = labelChangeSchema.extend({ ids: z.array(z.string()).max(maximumBatch) });

/** The query parameters of every list. */
export const listParameters = ['q', 'labelIds', 'includeSpamTrash', 'maxResults', 'pageToken'];

/** What a list asks for. */
export function searchOptions({ mailbox, query, scopes, now }: GmailCall): SearchOptions {
  const text = query.get('q') ?? '';
  if (text !== '' && onlyMetadata(scopes))
    throw new GoogleError(403, "Metadata scope does not support 'q' parameter");
  const labelIds = query.getAll('labelIds');
  const unknown = labelIds.find((id) => !mailbox.label(id));
  if (unknown !== undefined) throw new GoogleError(400, `Invalid label: ${unknown}`);
  return {
    query: text,
    labelIds,
    includeSpamTrash: booleanParameter(query, 'includeSpamTrash'),
    pageSize: countParameter(query, 'maxResults'),
    pageToken: query.get('pageToken') ?? undefined,
    now,
  };
}

function listMessages(call: GmailCall) {
  const { messages, nextPageToken, resultSizeEstimate } = searchMailbox(call.mailbox, searchOptions(call));
  return {
    ...(messages.length > 0 && { messages: messages.map(messageReference) }),
    ...(nextPageToken && { nextPageToken }),
    resultSizeEstimate,
  };
}

function getMessage(call: GmailCall) {
  const format = formatParameter(call, ['minimal', 'full', 'raw', 'metadata']);
  return messageResource(messageOf(call), format, call.query.getAll('metadataHeaders'));
}

async function sendMessage({ mailbox, postOffice, request }: GmailCall) {
  const { resource, media } = await readUpload(request, messageSchema);
  const { raw, threadId } = messageInput(resource, media);
  return messageWithLabels(postOffice.send(mailbox, raw, threadId));
}

async function modifyMessage(call: GmailCall) {
  const message = messageOf(call);
  const change = await jsonBody(call.request, labelChangeSchema);
  checkLabelChange(call.mailbox, change);
  changeLabels(call.mailbox, message, change);
  return messageWithLabels(message);
}

async function batchModify({ mailbox, request }: GmailCall) {
  const { ids, ...change } = await jsonBody(request, batchSchema);
  checkLabelChange(mailbox, change);
  const messages = ids.map((id) => {
    const message = mailbox.get(id);
    if (!message) throw new GoogleError(404, 'Requested entity was not found.');
    return message;
  });
  for (const message of messages) changeLabels(mailbox, message, change);
  return undefined;
}

function getAttachment(call: GmailCall) {
  const message = messageOf(call, 'messageId');
  const partId = attachmentPart(call.path.id ?? '', message.id);
  const part = allParts(message.tree).find((candidate) => candidate.partId === partId);
  if (!part || partId === undefined) throw new GoogleError(400, 'Invalid attachment token');
  return { size: part.content.length, data: toBase64Url(part.content) };
}

function move(change: typeof toTrash) {
  return (call: GmailCall) => {
    const message = messageOf(call);
    changeLabels(call.mailbox, message, change);
    return messageWithLabels(message);
  };
}

const getParameters = ['format', 'metadataHeaders'];

/** `users.messages` and its attachments. */
export const messageMethods: readonly GmailMethod[] = [
  { method: 'GET', path: 'messages', scopes: gmailScopes.read, query: listParameters, run: listMessages },
  { method: 'POST', path: 'messages/send', scopes: gmailScopes.send, upload: true, run: sendMessage },
  { method: 'POST', path: 'messages/batchModify', scopes: gmailScopes.modify, run: batchModify },
  { method: 'GET', path: 'messages/:id', scopes: gmailScopes.read, query: getParameters, run: getMessage },
  { method: 'POST', path: 'messages/:id/modify', scopes: gmailScopes.modify, run: modifyMessage },
  { method: 'POST', path: 'messages/:id/trash', scopes: gmailScopes.modify, run: move(toTrash) },
  { method: 'POST', path: 'messages/:id/untrash', scopes: gmailScopes.modify, run: move(fromTrash) },
  {
    method: 'GET',
    path: 'messages/:messageId/attachments/:id',
    scopes: gmailScopes.attachment,
    run: getAttachment,
  },
];
