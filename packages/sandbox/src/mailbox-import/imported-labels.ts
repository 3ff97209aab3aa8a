import { systemLabels } from '../gmail/labels.ts';
import type { Mailbox } from '../gmail/mailbox.ts';
import { type Header, headerValue } from '../mime/headers.ts';

const systemIds = new Set(systemLabels.map(({ id }) => id));
const otherNames: Readonly<Record<string, string>> = { DRAFTS: 'DRAFT' };
/** Google's export writes these for the absence of a label. */
const noLabels = new Set(['OPENED', 'ARCHIVED']);

/** The labels of an imported message: from `X-Gmail-Labels` as Google Takeout writes it, or else from an mbox's `Status`. */
export function importedLabels(headers: readonly Header[], mailbox: Mailbox): string[] {
  const exported = headerValue(headers, 'x-gmail-labels');
  if (exported === undefined) return fromStatus(headers);
  const names = exported.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  return names.filter(Boolean).flatMap((name) => {
    const id = name.toUpperCase().replace(/\s+/g, '_');
    const systemId = otherNames[id] ?? id;
    if (noLabels.has(id)) return [];
    if (systemIds.has(systemId)) return [systemId];
    return [(mailbox.findLabel(name) ?? mailbox.createLabel(name)).id];
  });
}

function fromStatus(headers: readonly Header[]): string[] {
  const read = headerValue(headers, 'status')?.includes('R');
  const starred = headerValue(headers, 'x-status')?.includes('F');
  return ['INBOX', ...(read ? [] : ['UNREAD']), ...(starred ? ['STARRED'] : [])];
}
