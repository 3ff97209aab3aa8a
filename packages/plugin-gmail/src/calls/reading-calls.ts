import type { GmailApi } from '../gmail-api.ts';
import { attachmentSchema, messageListSchema, messageSchema, profileSchema } from '../gmail-schemas.ts';
import { type MailMessage, mailMessage } from '../mail/mail-message.ts';

/** Which messages to list, newest first. */
export interface MessageSelection {
  readonly query?: string | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The calls that change nothing. */
export interface ReadingCalls {
  profile(signal: AbortSignal): Promise<{ readonly emailAddress: string }>;
  list(
    selection: MessageSelection,
    signal: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly nextCursor: string | null }>;
  /** A message with only these of its headers. */
  headers(id: string, names: readonly string[], signal: AbortSignal): Promise<MailMessage>;
  message(id: string, signal: AbortSignal): Promise<MailMessage>;
  attachment(messageId: string, attachmentId: string, signal: AbortSignal): Promise<Uint8Array>;
}

/** Makes the calls that change nothing. */
export function readingCalls(api: GmailApi): ReadingCalls {
  return {
    profile: (signal: AbortSignal) =>
      api.call(profileSchema(), { signal }, (users, options) => users.getProfile({ userId: 'me' }, options)),
    list: async (selection: MessageSelection, signal: AbortSignal) => {
      const { query, labelIds, limit, cursor } = selection;
      const answer = await api.call(messageListSchema(), { signal }, (users, options) =>
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
      const answer = await api.call(messageSchema(), { signal }, (users, options) =>
        users.messages.get({ userId: 'me', id, format: 'metadata', metadataHeaders }, options),
      );
      return mailMessage(answer);
    },
    message: async (id: string, signal: AbortSignal) => {
      const answer = await api.call(messageSchema(), { signal }, (users, options) =>
        users.messages.get({ userId: 'me', id, format: 'full' }, options),
      );
      return mailMessage(answer);
    },
    attachment: async (messageId: string, attachmentId: string, signal: AbortSignal) => {
      const answer = await api.call(attachmentSchema(), { signal }, (users, options) =>
        users.messages.attachments.get({ userId: 'me', messageId, id: attachmentId }, options),
      );
      return Buffer.from(answer.data, 'base64url');
    },
  };
}
