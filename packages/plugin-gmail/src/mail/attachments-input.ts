import { SidecarError } from '@sidecar/core';
import { z } from 'zod';

/** Gmail's limit for a mail's files together, before they are encoded. */
export const maximumAttachmentBytes = 25 * 1024 * 1024;

/** Files that a tool takes to send along. */
export const attachmentsInput = z
  .array(
    z.strictObject({
      filename: z.string().min(1).max(255).describe('Name with its ending.'),
      content_base64: z.string().describe('The content of the file in base64.'),
      mime_type: z
        .string()
        .regex(/^(?!multipart\/)[\w.+-]{1,100}\/[\w.+-]{1,100}$/i, 'must be a type like application/pdf')
        .optional()
        .describe('Told by the file name unless given.'),
    }),
  )
  .max(100)
  .default([])
  .describe('Files to send along, 25 MB together at most.');

/** A file that is ready to be put into a mail. */
export interface MailFile {
  readonly filename: string;
  readonly content: Buffer;
  readonly mimeType: string | undefined;
}

/** Decodes files, or fails with an error that names the field. */
export function decodeAttachments(input: z.output<typeof attachmentsInput>): readonly MailFile[] {
  const files = input.map(({ filename, content_base64, mime_type }, index) => ({
    filename: filename.replace(/[\p{Cc}/\\]+/gu, '_'),
    content: decodeBase64(content_base64, index),
    mimeType: mime_type,
  }));
  const totalBytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (totalBytes > maximumAttachmentBytes) {
    const megabytes = (totalBytes / 1024 / 1024).toFixed(1);
    throw invalid('attachments', `Gmail takes 25 MB of files in one mail, these are ${megabytes} MB`);
  }
  return files;
}

function decodeBase64(text: string, index: number): Buffer {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) {
    throw invalid(`attachments.${index}.content_base64`, 'is not base64');
  }
  return Buffer.from(compact, 'base64');
}

function invalid(path: string, message: string): SidecarError {
  return new SidecarError('invalid_input', `${path}: ${message}.`, {
    integration: 'gmail',
    fields: [{ path, message }],
  });
}
