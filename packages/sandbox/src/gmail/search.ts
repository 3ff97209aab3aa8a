import { GoogleError } from './google-error.ts';
import type { Mailbox } from './mailbox.ts';
import { compileQuery, looksIntoSpamAndTrash } from './query/compile-query.ts';
import { parseQuery } from './query/parse-query.ts';
import type { StoredMessage } from './stored-message.ts';

const defaultPageSize = 100;
const maximumPageSize = 500;
/** Beyond the page Gmail only guesses; it counts no further than this. */
const estimateLimit = 201;

/** What `list` takes, of messages, threads and drafts alike. */
export interface SearchOptions {
  readonly query: string;
  readonly labelIds: readonly string[];
  readonly includeSpamTrash: boolean;
  readonly pageSize: number | undefined;
  readonly pageToken: string | undefined;
  readonly now: number;
  /** One result per thread. */
  readonly byThread?: boolean;
}

/** One page of a search. */
export interface SearchPage {
  readonly messages: readonly StoredMessage[];
  readonly nextPageToken: string | undefined;
  readonly resultSizeEstimate: number;
}

/** Runs a search over a mailbox, the newest messages first. */
export function searchMailbox(mailbox: Mailbox, options: SearchOptions): SearchPage {
  const fits = compileSearch(mailbox, options);
  const size = Math.min(options.pageSize || defaultPageSize, maximumPageSize);
  const isPast = readPageToken(options.pageToken);
  const seenThreads = new Set<string>();
  const found: StoredMessage[] = [];
  for (const message of mailbox.newestFirst()) {
    if (found.length >= size + estimateLimit) break;
    if (options.byThread && seenThreads.has(message.threadId)) continue;
    if (!fits(message)) continue;
    seenThreads.add(message.threadId);
    if (isPast(message)) found.push(message);
  }
  const messages = found.slice(0, size);
  const last = messages.at(-1);
  const more = found.length > size && last;
  return {
    messages,
    nextPageToken: more ? pageTokenAfter(last) : undefined,
    resultSizeEstimate: found.length,
  };
}

function compileSearch(mailbox: Mailbox, { query, labelIds, includeSpamTrash, now }: SearchOptions) {
  const parsed = parseQuery(query);
  const test = compileQuery(parsed, {
    owner: mailbox.owner,
    now,
    labelId: (name) => mailbox.findLabel(name)?.id,
  });
  const everywhere =
    includeSpamTrash ||
    labelIds.includes('SPAM') ||
    labelIds.includes('TRASH') ||
    looksIntoSpamAndTrash(parsed);
  return (message: StoredMessage): boolean => {
    if (!everywhere && (message.labelIds.has('SPAM') || message.labelIds.has('TRASH'))) return false;
    return labelIds.every((id) => message.labelIds.has(id)) && test(message);
  };
}

function pageTokenAfter({ internalDate, id }: StoredMessage): string {
  return Buffer.from(`${internalDate}/${id}`).toString('base64url');
}

function readPageToken(token: string | undefined): (message: StoredMessage) => boolean {
  if (token === undefined || token === '') return () => true;
  const [, date, id] =
    Buffer.from(token, 'base64url')
      .toString()
      .match(/^(-?\d+)\/([0-9a-f]+)$/) ?? [];
  if (date === undefined || id === undefined) throw new GoogleError(400, 'Invalid pageToken');
  const limit = Number(date);
  return (message) => message.internalDate < limit || (message.internalDate === limit && message.id < id);
}
