import type { ConnectionFetch } from '@sidecar/core';
import type { GmailApi } from './gmail-api.ts';
import { gmailApi } from './gmail-api.ts';
import {
  attachmentSchema,
  draftSchema,
  labelListSchema,
  labelSchema,
  messageListSchema,
  messageReferenceSchema,
  messageSchema,
  nothingSchema,
  profileSchema,
} from './gmail-schemas.ts';
import { type MailMessage, mailMessage } from './mail/mail-message.ts';

/** What identifies a message once it is sent or changed. */
export interface MessageReference {
  readonly id: string;
  readonly threadId: string | null;
  readonly labelIds: readonly string[];
}

/** Which messages to list, newest first. */
export interface MessageSelection {
  readonly query?: string | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A finished mail, and the thread it belongs to. */
export interface OutgoingMail {
  readonly mime: Uint8Array;
  readonly threadId?: string | undefined;
}

/** Labels to put on and to take off, by id. */
export interface LabelChange {
  readonly addLabelIds: string[];
  readonly removeLabelIds: string[];
}

/** A label of the mailbox. */
export interface GmailLabel {
  readonly id: string;
  readonly name: string;
}

/** The calls of the Gmail API that the tools make, each with the caller's signal. */
export interface GmailClient {
  profile(signal: AbortSignal): Promise<{ readonly emailAddress: string }>;
  list(
    selection: MessageSelection,
    signal: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly nextCursor: string | null }>;
  /** A message with only these of its headers. */
  headers(id: string, names: readonly string[], signal: AbortSignal): Promise<MailMessage>;
  message(id: string, signal: AbortSignal): Promise<MailMessage>;
  attachment(messageId: string, attachmentId: string, signal: AbortSignal): Promise<Uint8Array>;
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MessageReference>;
  createDraft(
    mail: OutgoingMail,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly message: MessageReference | null }>;
  modify(ids: readonly string[], change: LabelChange, signal: AbortSignal): Promise<void>;
  labels(signal: AbortSignal): Promise<readonly GmailLabel[]>;
  createLabel(name: string, signal: AbortSignal): Promise<GmailLabel>;
}

/** Above this, Google wants a mail as an upload rather than inside of JSON. */
const jsonLimitBytes = 5_000_000;

/** A client over the connection's fetch. Nothing of Google's library is loaded before the first call. */
export function gmailClient(fetch: ConnectionFetch, apiUrl: string): GmailClient {
  const api = gmailApi(fetch, apiUrl);
  return { ...readingCalls(api), ...sendingCalls(api), ...labelCalls(api) };
}

function readingCalls(api: GmailApi) {
  return {
    profile: (signal: AbortSignal) =>
      api.call(profileSchema, { signal }, (users, options) => users.getProfile({ userId: 'me' }, options)),
    list: async (selection: MessageSelection, signal: AbortSignal) => {
      const { query, labelIds, limit, cursor } = selection;
      const answer = await api.call(messageListSchema, { signal }, (users, options) =>
        users.messages.list(
          {
            userId: 'me',
            maxResults: limit,
            ...(labelIds ? { labelIds: [...labelIds] } : {}),
            ...(query ? { q: query } : {}),
            ...(cursor ? { pageToken: cursor } : {}),
          },
          options,
        ),
      );
      const ids = (answer.messages ?? []).map(({ id }) => id);
      return { ids, nextCursor: answer.nextPageToken || null };
    },
    headers: async (id: string, names: readonly string[], signal: AbortSignal) => {
      const metadataHeaders = [...names];
      const answer = await api.call(messageSchema, { signal }, (users, options) =>
        users.messages.get({ userId: 'me', id, format: 'metadata', metadataHeaders }, options),
      );
      return mailMessage(answer);
    },
    message: async (id: string, signal: AbortSignal) => {
      const answer = await api.call(messageSchema, { signal }, (users, options) =>
        users.messages.get({ userId: 'me', id, format: 'full' }, options),
      );
      return mailMessage(answer);
    },
    attachment: async (messageId: string, attachmentId: string, signal: AbortSignal) => {
      const answer = await api.call(attachmentSchema, { signal }, (users, options) =>
        users.messages.attachments.get({ userId: 'me', messageId, id: attachmentId }, options),
      );
      return Buffer.from(answer.data, 'base64url');
    },
  };
}

function sendingCalls(api: GmailApi) {
  return {
    send: async ({ mime, threadId }: OutgoingMail, signal: AbortSignal) => {
      const thread = threadId ? { threadId } : {};
      const answer = await api.call(messageReferenceSchema, { signal, sends: true }, (users, options) =>
        mime.length <= jsonLimitBytes
          ? users.messages.send({ userId: 'me', requestBody: { raw: base64url(mime), ...thread } }, options)
          : users.messages.send({ userId: 'me', requestBody: thread, media: api.upload(mime) }, options),
      );
      return reference(answer);
    },
    createDraft: async ({ mime, threadId }: OutgoingMail, signal: AbortSignal) => {
      const thread = threadId ? { threadId } : {};
      const answer = await api.call(draftSchema, { signal, sends: true }, (users, options) =>
        mime.length <= jsonLimitBytes
          ? users.drafts.create(
              { userId: 'me', requestBody: { message: { raw: base64url(mime), ...thread } } },
              options,
            )
          : users.drafts.create(
              { userId: 'me', requestBody: { message: thread }, media: api.upload(mime) },
              options,
            ),
      );
      return { id: answer.id, message: answer.message ? reference(answer.message) : null };
    },
  };
}

function labelCalls(api: GmailApi) {
  return {
    modify: async (ids: readonly string[], change: LabelChange, signal: AbortSignal) => {
      const [first, ...others] = ids;
      if (first === undefined) return;
      // Putting labels on twice does no harm. Only the call for one message says when it does not exist.
      await api.call(nothingSchema, { signal, idempotent: true }, (users, options) =>
        others.length === 0
          ? users.messages.modify({ userId: 'me', id: first, requestBody: change }, options)
          : users.messages.batchModify({ userId: 'me', requestBody: { ids: [...ids], ...change } }, options),
      );
    },
    labels: async (signal: AbortSignal) => {
      const answer = await api.call(labelListSchema, { signal }, (users, options) =>
        users.labels.list({ userId: 'me' }, options),
      );
      return answer.labels ?? [];
    },
    createLabel: (name: string, signal: AbortSignal) => {
      const requestBody = { name, labelListVisibility: 'labelShow', messageListVisibility: 'show' };
      return api.call(labelSchema, { signal }, (users, options) =>
        users.labels.create({ userId: 'me', requestBody }, options),
      );
    },
  };
}

interface AnsweredReference {
  readonly id: string;
  readonly threadId?: string | null | undefined;
  readonly labelIds?: readonly string[] | null | undefined;
}

function reference({ id, threadId, labelIds }: AnsweredReference): MessageReference {
  return { id, threadId: threadId ?? null, labelIds: labelIds ?? [] };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
