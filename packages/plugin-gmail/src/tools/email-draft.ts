import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { gmailId } from '../gmail-id.ts';
import { buildMail } from '../mail/build-mail.ts';
import { mailContent, mailInput } from '../mail/mail-input.ts';
import { recipientsInput } from '../mail/recipients.ts';
import { replyContent } from '../reply-content.ts';
import { sendOnce } from '../send-once.ts';

/** Saves a mail without sending it. */
export const emailDraft = tool({
  name: 'email_draft',
  description:
    'Save an email as a draft in Gmail without sending it, so that a person can look at it and send it. With reply_to_id it becomes an answer in that conversation.',
  effect: 'write',
  scopes: [gmailScopes.draft],
  input: z.strictObject({
    ...mailInput,
    to: recipientsInput
      .optional()
      .describe('Addresses as a list, or in one text with commas. Unless given, a reply goes to the sender.'),
    subject: z.string().max(2000).optional().describe('Unless given, a reply takes that of the email.'),
    reply_to_id: gmailId('email_id of the email that this answers.').optional(),
  }),
  output: z.object({
    draft_id: z.string(),
    email_id: z.string().nullable(),
    thread_id: z.string().nullable(),
  }),
  execute: async (input, { client, signal }: ToolContext<GmailClient>) => {
    const { reply_to_id } = input;
    const written = await mailContent(input);
    const request = reply_to_id && { emailId: reply_to_id, replyAll: false, text: written };
    const reply = request ? await replyContent(client, request, signal) : undefined;
    const content = {
      ...written,
      ...reply?.content,
      to: written.to.length === 0 ? (reply?.content.to ?? []) : written.to,
      cc: written.cc,
      bcc: written.bcc,
      subject: input.subject ?? reply?.content.subject ?? '',
    };
    const mime = await buildMail(content);
    const save = () => client.createDraft({ mime, threadId: reply?.threadId }, signal);
    const draft = await sendOnce(save, 'in:drafts newer_than:1d');
    return {
      draft_id: draft.id,
      email_id: draft.message?.id ?? null,
      thread_id: draft.message?.threadId ?? null,
    };
  },
});
