import type { GmailApi } from '../gmail-api.ts';
import { draftSchema, messageReferenceSchema } from '../gmail-schemas.ts';

/** What identifies a message once it is sent or changed. */
export interface MessageReference {
  readonly id: string;
  readonly threadId: string | null;
  readonly labelIds: readonly string[];
}

/** A finished mail, and the thread it belongs to. */
export interface OutgoingMail {
  readonly mime: Uint8Array;
  readonly threadId?: string | undefined;
}

/** The calls that hand a mail over. */
export interface SendingCalls {
  send(mail: OutgoingMail, signal: AbortSignal): Promise<MessageReference>;
  createDraft(
    mail: OutgoingMail,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly message: MessageReference | null }>;
}

/** Above this, Google wants a mail as an upload rather than inside of JSON. */
const jsonLimitBytes = 5_000_000;

/** Makes the calls that hand a mail over. */
export function sendingCalls(api: GmailApi): SendingCalls {
  return {
    send: async ({ mime, threadId }: OutgoingMail, signal: AbortSignal) => {
      const thread = threadId ? { threadId } : {};
      const answer = await api.call(messageReferenceSchema(), { signal, sends: true }, (users, options) =>
        mime.length <= jsonLimitBytes
          ? users.messages.send({ userId: 'me', requestBody: { raw: base64url(mime), ...thread } }, options)
          : users.messages.send({ userId: 'me', requestBody: thread, media: api.upload(mime) }, options),
      );
      return reference(answer);
    },
    createDraft: async ({ mime, threadId }: OutgoingMail, signal: AbortSignal) => {
      const thread = threadId ? { threadId } : {};
      const answer = await api.call(draftSchema(), { signal, sends: true }, (users, options) =>
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
