import type { MimePart } from '../mime/mime-part.ts';
import { attachmentId } from './attachment-id.ts';
import { toBase64Url } from './base64.ts';
import type { Mailbox } from './mailbox.ts';
import type { StoredMessage } from './stored-message.ts';

/** How much of a message is answered. */
export type MessageFormat = 'minimal' | 'full' | 'raw' | 'metadata';

/** A `users.messages` resource in one of its four formats. */
export function messageResource(
  message: StoredMessage,
  format: MessageFormat,
  metadataHeaders: readonly string[] = [],
): Record<string, unknown> {
  const { id, threadId, snippet, internalDate, historyId } = message;
  const base = {
    id,
    threadId,
    labelIds: [...message.labelIds],
    snippet,
    sizeEstimate: message.raw.length,
    historyId: String(historyId),
    internalDate: String(internalDate),
  };
  switch (format) {
    case 'minimal':
      return { ...base, payload: { partId: '' } };
    case 'raw':
      return { ...base, raw: toBase64Url(message.raw) };
    case 'metadata':
      return { ...base, payload: metadata(message, metadataHeaders) };
    case 'full':
      return { ...base, payload: payload(message.tree, message.id) };
  }
}

/** What `list` and `send` answer of a message. */
export function messageReference(message: StoredMessage): Record<string, unknown> {
  return { id: message.id, threadId: message.threadId };
}

/** A `users.threads` resource. */
export function threadResource(
  threadId: string,
  messages: readonly StoredMessage[],
  show: (message: StoredMessage) => Record<string, unknown>,
): Record<string, unknown> {
  const historyId = String(Math.max(...messages.map((message) => message.historyId)));
  return { id: threadId, historyId, messages: messages.map(show) };
}

/** A message with ids and labels only, which is what most changes answer. */
export function messageWithLabels(message: StoredMessage): Record<string, unknown> {
  return { ...messageReference(message), labelIds: [...message.labelIds] };
}

function metadata(message: StoredMessage, wanted: readonly string[]): Record<string, unknown> {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const headers = message.headers.filter(({ name }) => names.size === 0 || names.has(name.toLowerCase()));
  return { mimeType: message.tree.mimeType, headers };
}

/** The MIME tree in Gmail's form: text comes with its data, everything else is fetched by its attachment id. */
function payload(part: MimePart, messageId: string): Record<string, unknown> {
  const { partId, mimeType, filename, headers } = part;
  const resource = { partId, mimeType, filename, headers, body: body(part, messageId) };
  if (part.parts.length === 0) return resource;
  return { ...resource, parts: part.parts.map((child) => payload(child, messageId)) };
}

function body(part: MimePart, messageId: string): Record<string, unknown> {
  const size = part.content.length;
  if (size === 0) return { size };
  const inline = part.filename === '' && part.mimeType.startsWith('text/');
  if (inline) return { size, data: toBase64Url(part.content) };
  return { attachmentId: attachmentId(messageId, part.partId), size };
}

/** Counts that a label and a profile show. */
export function labelResource(mailbox: Mailbox, labelId: string): Record<string, unknown> | undefined {
  const label = mailbox.label(labelId);
  if (!label) return undefined;
  const messages = mailbox.newestFirst().filter(({ labelIds }) => labelIds.has(labelId));
  const unread = messages.filter(({ labelIds }) => labelIds.has('UNREAD'));
  const threads = (list: readonly StoredMessage[]) => new Set(list.map(({ threadId }) => threadId)).size;
  return {
    ...label,
    messagesTotal: messages.length,
    messagesUnread: unread.length,
    threadsTotal: threads(messages),
    threadsUnread: threads(unread),
  };
}
