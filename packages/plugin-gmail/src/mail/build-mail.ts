import type { MailFile } from './attachments-input.ts';
import type { MailAddress } from './mail-addresses.ts';

/** What a mail is made of. Gmail adds the sender. */
export interface MailContent {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly attachments: readonly MailFile[];
  /** Message-ID of the mail that this one answers. */
  readonly inReplyTo?: string | undefined;
  /** Message-IDs of its conversation, oldest first. */
  readonly references?: readonly string[];
}

/** Builds the MIME form of a mail (RFC 5322). */
export async function buildMail(content: MailContent): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { inReplyTo, references = [] } = content;
  const mail = new MailComposer({
    to: mutable(content.to),
    cc: mutable(content.cc),
    bcc: mutable(content.bcc),
    subject: content.subject.replace(/\s+/g, ' ').trim(),
    text: content.text,
    ...(content.html === undefined ? {} : { html: content.html }),
    attachments: content.attachments.map(({ filename, content: bytes, mimeType }) => ({
      filename,
      content: bytes,
      contentDisposition: 'attachment',
      ...(mimeType === undefined ? {} : { contentType: mimeType }),
    })),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references.length === 0 ? {} : { references: [...references] }),
    // Gmail puts its own in place of it; left out, the name of this machine would be in it.
    messageId: `<${crypto.randomUUID()}@mail.gmail.com>`,
    // Nothing a model writes may read a file of this machine or a page of its network.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  // Gmail reads the recipients from the headers, and removes Bcc itself.
  mail.keepBcc = true;
  return mail.build();
}

function mutable(addresses: readonly MailAddress[]): { name: string; address: string }[] {
  return addresses.map(({ name, address }) => ({ name, address }));
}
