import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { gmailScopes } from '../gmail-auth.ts';
import type { GmailClient } from '../gmail-client.ts';
import { buildMail } from '../mail/build-mail.ts';
import { mailContent, mailInput, requireRecipients } from '../mail/mail-input.ts';
import { sendOnce } from '../send-once.ts';

/** Sends a new mail. */
export const emailSend = tool({
  name: 'email_send',
  description:
    'Send a new email at once. To answer an email use email_reply, which keeps the conversation together; to let a person look first use email_draft.',
  effect: 'write',
  scopes: [gmailScopes.send],
  input: z.strictObject(mailInput),
  output: z.object({ email_id: z.string(), thread_id: z.string().nullable() }),
  execute: async (input, { client, signal }: ToolContext<GmailClient>) => {
    const content = await mailContent(input);
    requireRecipients(content);
    const mime = await buildMail(content);
    const sent = await sendOnce(() => client.send({ mime }, signal), 'in:sent newer_than:1d');
    return { email_id: sent.id, thread_id: sent.threadId };
  },
});
