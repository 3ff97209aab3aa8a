import { z } from 'zod';
import { decodeHeader } from './decode-header.ts';
import { headerValue } from './mail-headers.ts';
import { allParts, type MailPart } from './mail-part.ts';
import { isAttachment } from './readable-body.ts';

/** One attachment of a message, without its content. */
export const attachmentSummarySchema = z.object({
  attachment_id: z.string(),
  filename: z.string(),
  mime_type: z.string(),
  size_bytes: z.number(),
});

/** What the attachments of a message are, in its order. */
export function attachmentsOf(root: MailPart): Promise<z.input<typeof attachmentSummarySchema>[]> {
  return Promise.all(attachmentParts(root).map(attachmentSummary));
}

/** What one attachment is. */
export async function attachmentSummary(part: MailPart): Promise<z.input<typeof attachmentSummarySchema>> {
  return {
    attachment_id: part.id,
    filename: (await decodeHeader(part.filename)) || (await fallbackName(part)),
    mime_type: part.mimeType,
    size_bytes: part.sizeBytes,
  };
}

/** The part that an `attachment_id` names. */
export function attachmentPart(root: MailPart, id: string): MailPart | undefined {
  return attachmentParts(root).find((part) => part.id === id);
}

function attachmentParts(root: MailPart): readonly MailPart[] {
  return allParts(root).filter(
    (part) => isAttachment(part) && (part.parts.length === 0 || part.attachmentId),
  );
}

async function fallbackName(part: MailPart): Promise<string> {
  const description = headerValue(part.headers, 'content-description') ?? '';
  return (await decodeHeader(description)) || `attachment-${part.id}`;
}
