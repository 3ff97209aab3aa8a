import { z } from 'zod';
import { decodeHeader } from './decode-header.ts';
import { formatAddress, parseAddresses } from './mail-addresses.ts';
import { isoDate } from './mail-date.ts';
import { headerValue } from './mail-headers.ts';
import type { MailMessage } from './mail-message.ts';

/** The headers that a summary is made of. */
export const summaryHeaders = ['From', 'To', 'Subject', 'Date'] as const;

/** One message of a list. */
export const messageSummarySchema = z.object({
  email_id: z.string(),
  thread_id: z.string().nullable(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  subject: z.string(),
  date: z.string().nullable().describe('When it was sent, ISO 8601; null if the message does not say.'),
  snippet: z.string(),
  unread: z.boolean(),
});

/** What a list says of a message. */
export async function messageSummary(message: MailMessage): Promise<z.input<typeof messageSummarySchema>> {
  const { headers } = message.root;
  const [from] = await parseAddresses(headerValue(headers, 'From'));
  const to = await parseAddresses(headerValue(headers, 'To'));
  return {
    email_id: message.id,
    thread_id: message.threadId,
    from: from ? formatAddress(from) : null,
    to: to.map(formatAddress),
    subject: await decodeHeader(headerValue(headers, 'Subject') ?? ''),
    date: isoDate(headerValue(headers, 'Date')),
    snippet: plainSnippet(message.snippet),
    unread: message.labelIds.includes('UNREAD'),
  };
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** Gmail escapes snippets for HTML, and senders pad them with invisible characters to push other text out. */
function plainSnippet(snippet: string): string {
  return snippet
    .replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
