import { decodeHeader } from './decode-header.ts';

/** A person or list that mail can go to. */
export interface MailAddress {
  readonly name: string;
  /** Empty where a header holds only a name. */
  readonly address: string;
}

/** The addresses of a header in their order, groups dissolved, names decoded (RFC 5322 and 2047). */
export async function parseAddresses(header: string | undefined): Promise<readonly MailAddress[]> {
  if (!header) return [];
  const { addressParser } = await import('postal-mime');
  return Promise.all(
    addressParser(header, { flatten: true }).map(async ({ name, address }) => ({
      name: await decodeHeader(name),
      address: await decodeHeader(address ?? ''),
    })),
  );
}

/** `Ada Lovelace <ada@example.com>`, quoted where the name would otherwise be read as several. */
export function formatAddress({ name, address }: MailAddress): string {
  if (name === '' || name === address) return address;
  const shown = /[",;:<>()[\]\\@]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
  return address === '' ? shown : `${shown} <${address}>`;
}

/** Whether two addresses reach the same mailbox: Gmail ignores case, dots and what follows a plus. */
export function sameMailbox(first: string, second: string): boolean {
  return mailboxOf(first) === mailboxOf(second);
}

function mailboxOf(address: string): string {
  const lower = address.toLowerCase();
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1);
  const local = lower.slice(0, at).replace(/\+.*$/, '');
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com';
  return isGmail ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}
