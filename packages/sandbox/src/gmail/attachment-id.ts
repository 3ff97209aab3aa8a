import { randomBytes } from 'node:crypto';

const prefix = 'ANGjdJ';

/** A new id for an attachment. Gmail gives another one each time that a message is read, and takes them all. */
export function attachmentId(messageId: string, partId: string): string {
  const nonce = randomBytes(6).toString('base64url');
  return prefix + Buffer.from(`${messageId}/${partId}/${nonce}`).toString('base64url');
}

/** The part that an attachment id stands for, if it was made for this message. */
export function attachmentPart(id: string, messageId: string): string | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const [forMessage, partId, nonce] = Buffer.from(id.slice(prefix.length), 'base64url').toString().split('/');
  return forMessage === messageId && nonce !== undefined ? partId : undefined;
}
