import { SidecarError } from '@sidecar/core';
import { z } from 'zod';
import type { MailAddress } from './mail-addresses.ts';

/** What a tool takes as recipients. */
export const recipientsInput = z.union([z.string().max(50_000), z.array(z.string().max(1000)).max(500)]);

/** Gmail's own limit for one mail. */
const maximumRecipients = 500;

const addressPattern = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/;

/** Recipients as separate addresses, or an error that names the field and the address that is none. */
export async function parseRecipients(
  field: string,
  value: z.output<typeof recipientsInput> | undefined,
): Promise<readonly MailAddress[]> {
  const { default: addressparser } = await import('nodemailer/lib/addressparser');
  const given = typeof value === 'string' ? [value] : (value ?? []);
  const unreadable = given.find((entry) => /\p{Cc}/u.test(entry));
  if (unreadable !== undefined) {
    throw invalidRecipients(
      field,
      `${quoted(unreadable)} has a line break or another control character in it`,
    );
  }
  const parsed = given.flatMap((entry) => addressparser(entry)).map((entry) => mailbox(field, entry));
  if (parsed.length > maximumRecipients) {
    throw invalidRecipients(field, `Gmail takes at most ${maximumRecipients} recipients`);
  }
  return parsed;
}

interface ParsedEntry {
  readonly name: string;
  readonly address?: string | undefined;
}

/** A group has no address, and whoever forgets a comma has a second address in the name. */
function mailbox(field: string, { name, address = '' }: ParsedEntry): MailAddress {
  const isAddress = addressPattern.test(address) && address.length <= 254;
  if (!isAddress || (name.includes('@') && name !== address)) {
    throw invalidRecipients(field, `${quoted(`${name} ${address}`)} is not an email address`);
  }
  return { name: name.replace(/\s+/g, ' ').trim(), address };
}

function quoted(text: string): string {
  return `"${text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 80)}"`;
}

/** The error for recipients that cannot be sent to. */
export function invalidRecipients(field: string, message: string): SidecarError {
  return new SidecarError('invalid_input', `${field}: ${message}.`, {
    integration: 'gmail',
    fields: [{ path: field, message }],
  });
}
