import { z } from 'zod';
import { attachmentsInput, decodeAttachments } from './attachments-input.ts';
import type { MailContent } from './build-mail.ts';
import { invalidRecipients, parseRecipients, recipientsInput } from './recipients.ts';

/** What every mail is written of. */
export const mailTextInput = {
  body: z.string().max(5_000_000).describe('The text of the mail, plain.'),
  html: z.string().max(5_000_000).optional().describe('The same text as HTML, where it needs formatting.'),
  attachments: attachmentsInput,
};

/** The inputs of a new mail. */
export const mailInput = {
  to: recipientsInput.describe('Addresses as a list, or in one text with commas: "Ada <ada@example.com>".'),
  cc: recipientsInput.optional().describe('Who gets a copy.'),
  bcc: recipientsInput.optional().describe('Who gets a copy that the others do not see.'),
  subject: z.string().max(2000).describe('The subject, in one line.'),
  ...mailTextInput,
};

type MailInput = z.output<z.ZodObject<typeof mailInput>>;

/** A draft may still lack what a mail needs. */
type DraftInput = Omit<MailInput, 'to' | 'subject'> & {
  readonly to?: MailInput['to'] | undefined;
  readonly subject?: string | undefined;
};

/** A mail as it was asked for; every recipient and file is checked. */
export async function mailContent(input: DraftInput): Promise<MailContent> {
  const { subject = '', body, html, attachments } = input;
  return {
    to: await parseRecipients('to', input.to),
    cc: await parseRecipients('cc', input.cc),
    bcc: await parseRecipients('bcc', input.bcc),
    subject,
    text: body,
    html,
    attachments: decodeAttachments(attachments),
  };
}

/** Refuses a mail that has nobody to go to. */
export function requireRecipients({ to, cc, bcc }: MailContent): void {
  if (to.length + cc.length + bcc.length === 0) throw invalidRecipients('to', 'no address is given');
}
