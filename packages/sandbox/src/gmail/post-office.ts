import { bodyOffset, type Header, headerValue, parseHeaders } from '../mime/headers.ts';
import { GoogleError } from './google-error.ts';
import type { Mailbox } from './mailbox.ts';
import { outgoingMessage } from './outgoing-message.ts';
import type { StoredMessage } from './stored-message.ts';
import { messageIds } from './thread-index.ts';

/** Carries mail between the sandbox's own mailboxes. Nothing leaves the machine. */
export class PostOffice {
  readonly #mailboxes: ReadonlyMap<string, Mailbox>;
  readonly #now: () => number;

  constructor(mailboxes: ReadonlyMap<string, Mailbox>, now: () => number) {
    this.#mailboxes = mailboxes;
    this.#now = now;
  }

  mailbox(login: string): Mailbox | undefined {
    return this.#mailboxes.get(login);
  }

  /** Sends a message and returns the sender's copy. A message to oneself is one message with both roles. */
  send(sender: Mailbox, raw: Buffer, threadId: string | undefined): StoredMessage {
    const internalDate = this.#now();
    const { raw: sent, delivered, recipients } = outgoingMessage(raw, sender.owner, internalDate);
    const thread = threadFor(sender, raw, threadId);
    const toSelf = recipients.includes(sender.owner);
    const labelIds = toSelf ? ['UNREAD', 'SENT', 'INBOX'] : ['SENT'];
    const copy = sender.add({ raw: sent, labelIds, internalDate, thread });
    for (const recipient of recipients) {
      if (recipient === sender.owner) continue;
      const inbox = ['UNREAD', 'INBOX'];
      this.#mailboxes
        .get(recipient)
        ?.add({ raw: delivered, labelIds: inbox, internalDate, thread: 'references' });
    }
    return copy;
  }

  /** Stores a draft's message. */
  draft(owner: Mailbox, raw: Buffer, threadId: string | undefined): StoredMessage {
    const thread = threadFor(owner, raw, threadId);
    return owner.add({ raw, labelIds: ['DRAFT'], internalDate: this.#now(), thread });
  }
}

/**
 * The thread that a message asks for, if Gmail would let it in: the thread exists, the headers refer to one of its
 * messages, and the subject is the same. Otherwise it begins a new thread, without an error.
 * https://developers.google.com/workspace/gmail/api/guides/threads
 */
function threadFor(mailbox: Mailbox, raw: Buffer, threadId: string | undefined): { id: string } | 'new' {
  if (threadId === undefined) return 'new';
  const first = mailbox.thread(threadId)?.[0];
  if (!first) throw new GoogleError(404, 'Requested entity was not found.');
  const headers = parseHeaders(raw.subarray(0, bodyOffset(raw)));
  const related = ['references', 'in-reply-to'].flatMap((name) => messageIds(headerValue(headers, name)));
  const refers = mailbox.threadHolds(threadId, related);
  return refers && subject(headers) === subject(first.headers) ? { id: threadId } : 'new';
}

function subject(headers: readonly Header[]): string {
  let text = (headerValue(headers, 'subject') ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
  for (let rest = ''; rest !== text; ) {
    rest = text;
    text = text.replace(/^(?:re|fwd?|aw|wg)\s*:\s*/, '');
  }
  return text;
}
