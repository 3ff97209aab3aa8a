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
  const parsed = given.flatMap((entry) => addressparser(entry, { flatten: true }));
  const wrong = parsed.find(({ address }) => !addressPattern.test(address) || address.length > 254);
  if (wrong)
    throw invalidRecipients(field, `"${(wrong.address || wrong.name).slice(0, 80)}" is not an email address`);
  if (parsed.length > maximumRecipients) {
    throw invalidRecipients(field, `Gmail takes at most ${maximumRecipients} recipients`);
  }
  return parsed.map(({ name, address }) => ({ name: name.replace(/\s+/g, ' ').trim(), address }));
}

/** The error for recipients that cannot be sent to. */
export function invalidRecipients(field: string, message: string): SidecarError {
  return new SidecarError('invalid_input', `${field}: ${message}.`, {
    integration: 'gmail',
    fields: [{ path: field, message }],
  });
}
