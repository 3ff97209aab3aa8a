import { changeLabels, checkLabelChange, fromTrash, labelChangeSchema, toTrash } from './change-labels.ts';
import { formatParameter, type GmailCall, jsonBody } from './gmail-call.ts';
import type { GmailMethod } from './gmail-method.ts';
import { gmailScopes } from './gmail-scopes.ts';
import { GoogleError } from './google-error.ts';
import { listParameters, searchOptions } from './message-methods.ts';
import { messageResource, messageWithLabels, threadResource } from './message-resource.ts';
import { searchMailbox } from './search.ts';
import type { StoredMessage } from './stored-message.ts';

function threadOf({ mailbox, path }: GmailCall): {
  readonly id: string;
  readonly messages: readonly StoredMessage[];
} {
  const id = path.id ?? '';
  if (!/^[0-9a-f]{1,32}$/.test(id)) throw new GoogleError(400, 'Invalid id value');
  const messages = mailbox.thread(id);
  if (!messages) throw new GoogleError(404, 'Requested entity was not found.');
  return { id, messages };
}

function listThreads(call: GmailCall) {
  const page = searchMailbox(call.mailbox, { ...searchOptions(call), byThread: true });
  const threads = page.messages.map(({ threadId, snippet, historyId }) => ({
    id: threadId,
    snippet,
    historyId: String(historyId),
  }));
  return {
    ...(threads.length > 0 && { threads }),
    ...(page.nextPageToken && { nextPageToken: page.nextPageToken }),
    resultSizeEstimate: page.resultSizeEstimate,
  };
}

function getThread(call: GmailCall) {
  const { id, messages } = threadOf(call);
  const format = formatParameter(call, ['minimal', 'full', 'metadata']);
  const wanted = call.query.getAll('metadataHeaders');
  return threadResource(id, messages, (message) => messageResource(message, format, wanted));
}

async function modifyThread(call: GmailCall) {
  const { id, messages } = threadOf(call);
  const change = await jsonBody(call.request, labelChangeSchema);
  checkLabelChange(call.mailbox, change);
  for (const message of messages) changeLabels(call.mailbox, message, change);
  return threadResource(id, messages, messageWithLabels);
}

function move(change: typeof toTrash) {
  return (call: GmailCall) => {
    const { id, messages } = threadOf(call);
    for (const message of messages) changeLabels(call.mailbox, message, change);
    return threadResource(id, messages, messageWithLabels);
  };
}

/** `users.threads`. */
export const threadMethods: readonly GmailMethod[] = [
  { method: 'GET', path: 'threads', scopes: gmailScopes.read, query: listParameters, run: listThreads },
  {
    method: 'GET',
    path: 'threads/:id',
    scopes: gmailScopes.read,
    query: ['format', 'metadataHeaders'],
    run: getThread,
  },
  { method: 'POST', path: 'threads/:id/modify', scopes: gmailScopes.modify, run: modifyThread },
  { method: 'POST', path: 'threads/:id/trash', scopes: gmailScopes.modify, run: move(toTrash) },
  { method: 'POST', path: 'threads/:id/untrash', scopes: gmailScopes.modify, run: move(fromTrash) },
];
