import { randomInt } from 'node:crypto';
import { formatParameter, type GmailCall } from './gmail-call.ts';
import type { GmailMethod } from './gmail-method.ts';
import { gmailScopes } from './gmail-scopes.ts';
import { GoogleError } from './google-error.ts';
import type { Mailbox } from './mailbox.ts';
import { draftSchema, messageInput, readUpload } from './message-input.ts';
import { listParameters, searchOptions } from './message-methods.ts';
import { messageReference, messageResource, messageWithLabels } from './message-resource.ts';
import { searchMailbox } from './search.ts';
import type { StoredMessage } from './stored-message.ts';

function draftOf(
  mailbox: Mailbox,
  id: string | undefined,
): { readonly id: string; readonly message: StoredMessage } {
  const message = id === undefined ? undefined : mailbox.get(mailbox.drafts.get(id) ?? '');
  if (id === undefined || !message) throw new GoogleError(404, 'Requested entity was not found.');
  return { id, message };
}

function listDrafts(call: GmailCall) {
  const { mailbox } = call;
  const page = searchMailbox(mailbox, { ...searchOptions(call), labelIds: ['DRAFT'] });
  const draftIds = new Map([...mailbox.drafts].map(([draftId, messageId]) => [messageId, draftId]));
  const drafts = page.messages.flatMap((message) => {
    const id = draftIds.get(message.id);
    return id === undefined ? [] : [{ id, message: messageReference(message) }];
  });
  return {
    ...(drafts.length > 0 && { drafts }),
    ...(page.nextPageToken && { nextPageToken: page.nextPageToken }),
    resultSizeEstimate: page.resultSizeEstimate,
  };
}

function getDraft(call: GmailCall) {
  const { id, message } = draftOf(call.mailbox, call.path.id);
  const format = formatParameter(call, ['minimal', 'full', 'raw', 'metadata']);
  return { id, message: messageResource(message, format) };
}

async function createDraft({ mailbox, postOffice, request }: GmailCall) {
  const { resource, media } = await readUpload(request, draftSchema);
  const { raw, threadId } = messageInput(resource.message, media);
  const message = postOffice.draft(mailbox, raw, threadId);
  const id = `r${randomInt(2 ** 47)}`;
  mailbox.drafts.set(id, message.id);
  return { id, message: messageWithLabels(message) };
}

/** Replaces the whole message; it gets a new id, as in Gmail. */
async function updateDraft({ mailbox, postOffice, request, path }: GmailCall) {
  const { id, message: old } = draftOf(mailbox, path.id);
  const { resource, media } = await readUpload(request, draftSchema);
  const { raw, threadId } = messageInput(resource.message, media);
  const message = postOffice.draft(mailbox, raw, threadId);
  mailbox.remove(old);
  mailbox.drafts.set(id, message.id);
  return { id, message: messageWithLabels(message) };
}

/** Sends a draft, with a last change to it when one comes along. */
async function sendDraft({ mailbox, postOffice, request }: GmailCall) {
  const { resource, media } = await readUpload(request, draftSchema);
  const { id, message } = draftOf(mailbox, resource.id);
  const changed = media !== undefined || resource.message?.raw !== undefined;
  const threadId = mailbox.thread(message.threadId)?.length === 1 ? undefined : message.threadId;
  const input = changed ? messageInput(resource.message, media) : { raw: message.raw, threadId };
  const sent = postOffice.send(mailbox, input.raw, input.threadId);
  removeDraft(mailbox, { id, message });
  return messageWithLabels(sent);
}

function deleteDraft({ mailbox, path }: GmailCall) {
  removeDraft(mailbox, draftOf(mailbox, path.id));
  return undefined;
}

function removeDraft(
  mailbox: Mailbox,
  { id, message }: { readonly id: string; readonly message: StoredMessage },
): void {
  mailbox.drafts.delete(id);
  mailbox.remove(message);
}

const { readDrafts, writeDrafts } = gmailScopes;
const draftListParameters = listParameters.filter((name) => name !== 'labelIds');

/** `users.drafts`. */
export const draftMethods: readonly GmailMethod[] = [
  { method: 'GET', path: 'drafts', scopes: readDrafts, query: draftListParameters, run: listDrafts },
  { method: 'POST', path: 'drafts', scopes: writeDrafts, upload: true, run: createDraft },
  { method: 'POST', path: 'drafts/send', scopes: writeDrafts, upload: true, run: sendDraft },
  { method: 'GET', path: 'drafts/:id', scopes: readDrafts, query: ['format'], run: getDraft },
  { method: 'PUT', path: 'drafts/:id', scopes: writeDrafts, upload: true, run: updateDraft },
  { method: 'DELETE', path: 'drafts/:id', scopes: writeDrafts, run: deleteDraft },
];
