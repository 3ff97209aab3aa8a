import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { gmailId } from '../gmail-id.ts';
import { decodeAttachments } from '../mail/attachments-input.ts';
import { buildMail } from '../mail/build-mail.ts';
import { formatAddress } from '../mail/mail-addresses.ts';
import { mailTextInput } from '../mail/mail-input.ts';
import { replyContent } from '../reply-content.ts';
import { sendOnce } from '../send-once.ts';

/** Answers a message in its conversation. */
export const emailReply = tool({
  name: 'email_reply',
  description:
    'Answer an email at once, in its conversation: recipients and subject come from that email. Use email_draft with reply_to_id to let a person look first.',
  effect: 'write',
  scopes: [gmailScopes.read, gmailScopes.send],
  input: z.strictObject({
    email_id: gmailId('email_id of the email to answer.'),
    reply_all: z.boolean().default(false).describe('Also to everyone else who got that email.'),
    ...mailTextInput,
  }),
  output: z.object({
    email_id: z.string(),
    thread_id: z.string().nullable(),
    to: z.array(z.string()),
    cc: z.array(z.string()),
    subject: z.string(),
  }),
  execute: async (input, { client, signal }: ToolContext<GmailClient>) => {
    const { email_id, reply_all, body, html, attachments } = input;
    const text = { text: body, html, attachments: decodeAttachments(attachments) };
    const request = { emailId: email_id, replyAll: reply_all, text };
    const { content, threadId } = await replyContent(client, request, signal);
    const mime = await buildMail(content);
    const sent = await sendOnce(() => client.send({ mime, threadId }, signal), 'in:sent newer_than:1d');
    return {
      email_id: sent.id,
      thread_id: sent.threadId,
      to: content.to.map(formatAddress),
      cc: content.cc.map(formatAddress),
      subject: content.subject,
    };
  },
});
