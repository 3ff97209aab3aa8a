import { decodeHeader } from './decode-header.ts';
import { type MailAddress, parseAddresses, sameMailbox } from './mail-addresses.ts';
import { headerValue } from './mail-headers.ts';
import type { MailHeader } from './mail-part.ts';

/** The headers that an answer is made from. */
export const repliedHeaders = [
  'From',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'Message-ID',
  'References',
  'In-Reply-To',
] as const;

/** Mail programs keep some twenty; a longer list only makes headers that servers refuse. */
const maximumReferences = 20;

/** Who an answer goes to. */
export interface ReplyRecipients {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
}

/**
 * Who an answer goes to (RFC 5322 section 3.6.2): whoever Reply-To names, else the sender; an answer to one's own mail
 * goes to those it went to. With `all`, everyone else who got it is kept, except oneself.
 */
export async function replyRecipients(
  headers: readonly MailHeader[],
  own: string,
  all: boolean,
): Promise<ReplyRecipients> {
  const addresses = async (name: string) =>
    (await parseAddresses(headerValue(headers, name))).filter(({ address }) => address !== '');
  const isOther = ({ address }: MailAddress) => !sameMailbox(address, own);
  const from = await addresses('From');
  const replyTo = await addresses('Reply-To');
  const to = await addresses('To');
  const answered = replyTo.length > 0 ? replyTo : from;
  const isOwn = from.length > 0 && !from.some(isOther) && !replyTo.some(isOther);
  const first = isOwn && to.some(isOther) ? to.filter(isOther) : answered;
  if (!all) return { to: unique(first), cc: [] };
  const others = [...(isOwn ? [] : to), ...(await addresses('Cc'))].filter(isOther);
  const recipients = unique(first);
  const known = new Set(recipients.map(keyOf));
  return { to: recipients, cc: unique(others).filter((address) => !known.has(keyOf(address))) };
}

/** The subject with one `Re:` before it. */
export async function replySubject(headers: readonly MailHeader[]): Promise<string> {
  const subject = await decodeHeader(headerValue(headers, 'Subject') ?? '');
  return `Re: ${subject.replace(/^(?:\s*re\s*(?:\[\d{1,4}\])?\s*:)+\s*/i, '')}`.trimEnd();
}

/** What puts an answer into its conversation (RFC 5322 section 3.6.4). Ids that are none are left out. */
export function replyReferences(headers: readonly MailHeader[]): {
  readonly inReplyTo?: string;
  readonly references: readonly string[];
} {
  const [inReplyTo] = messageIds(headerValue(headers, 'Message-ID'));
  const earlier = messageIds(headerValue(headers, 'References'));
  const before = earlier.length > 0 ? earlier : messageIds(headerValue(headers, 'In-Reply-To')).slice(0, 1);
  const chain = [...new Set([...before, ...(inReplyTo ? [inReplyTo] : [])])];
  const [oldest = '', ...newer] = chain;
  const references =
    chain.length <= maximumReferences ? chain : [oldest, ...newer.slice(1 - maximumReferences)];
  return { references, ...(inReplyTo ? { inReplyTo } : {}) };
}

function messageIds(value: string | undefined): string[] {
  return (value ?? '').match(/<[^<>\s\p{Cc}]{1,500}>/gu) ?? [];
}

function unique(addresses: readonly MailAddress[]): readonly MailAddress[] {
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const key = keyOf(address);
    return !seen.has(key) && seen.add(key);
  });
}

function keyOf({ address }: MailAddress): string {
  return address.toLowerCase();
}
