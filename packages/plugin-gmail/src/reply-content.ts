import { SidecarError } from '@sidecar/core';
import type { GmailClient } from './gmail-client.ts';
import type { MailContent } from './mail/build-mail.ts';
import { repliedHeaders, replyRecipients, replyReferences, replySubject } from './mail/reply.ts';

/** Which message is answered, and how. */
export interface ReplyRequest {
  readonly emailId: string;
  readonly replyAll: boolean;
  readonly text: Pick<MailContent, 'text' | 'html' | 'attachments'>;
}

/** An answer as a mail, and the thread it goes into. */
export interface Reply {
  readonly content: MailContent;
  readonly threadId: string | undefined;
}

/** Writes the answer to a message: to whom, subject and place in the conversation come from that message. */
export async function replyContent(
  client: GmailClient,
  { emailId, replyAll, text }: ReplyRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const [message, profile] = await Promise.all([
    client.headers(emailId, repliedHeaders, signal),
    client.profile(signal),
  ]);
  const { headers } = message.root;
  const recipients = await replyRecipients(headers, profile.emailAddress, replyAll);
  if (recipients.to.length === 0) {
    throw new SidecarError('invalid_input', 'email_id: that email names nobody who could be answered.', {
      integration: 'gmail',
      fields: [{ path: 'email_id', message: 'that email names nobody who could be answered' }],
      nextAction: 'Write a new mail with email_send.',
    });
  }
  const subject = await replySubject(headers);
  const content = { ...text, ...recipients, bcc: [], subject, ...replyReferences(headers) };
  return { content, threadId: message.threadId ?? undefined };
}
