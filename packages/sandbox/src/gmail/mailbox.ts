import { headerValue } from '../mime/headers.ts';
import { type Label, labelInQuery, systemLabels } from './labels.ts';
import { StoredMessage } from './stored-message.ts';
import { messageIds, ThreadIndex } from './thread-index.ts';

/** How a message comes in. */
export interface NewMessage {
  readonly raw: Buffer;
  readonly labelIds: Iterable<string>;
  /** Milliseconds since the epoch. */
  readonly internalDate: number;
  /** The thread it belongs to; `references` lets its headers decide; otherwise it begins a new one. */
  readonly thread: { readonly id: string } | 'references' | 'new';
}

/** One person's mail: messages, threads, labels and drafts, in memory. */
export class Mailbox {
  readonly owner: string;
  readonly drafts = new Map<string, string>();
  readonly #messages = new Map<string, StoredMessage>();
  readonly #threads = new ThreadIndex();
  readonly #labels = new Map<string, Label>(systemLabels.map((label) => [label.id, label]));
  #newestFirst: StoredMessage[] | undefined;
  #historyId = 1_000;
  #counter = 0;

  constructor(owner: string) {
    this.owner = owner;
  }

  get historyId(): string {
    return String(this.#historyId);
  }

  get size(): number {
    return this.#messages.size;
  }

  get threadCount(): number {
    return this.#threads.size;
  }

  add({ raw, labelIds, internalDate, thread }: NewMessage): StoredMessage {
    const id = this.#newId(internalDate);
    const message = new StoredMessage(raw, { id, threadId: id, labelIds, internalDate });
    this.#threads.add(message, thread);
    this.#messages.set(id, message);
    this.#newestFirst = undefined;
    this.touch(message);
    return message;
  }

  get(id: string): StoredMessage | undefined {
    return this.#messages.get(id);
  }

  remove(message: StoredMessage): void {
    this.#messages.delete(message.id);
    this.#threads.remove(message);
    this.#newestFirst = undefined;
    this.#historyId += 1;
  }

  /** Notes that a message has changed. */
  touch(message: StoredMessage): void {
    this.#historyId += 1;
    message.historyId = this.#historyId;
  }

  /** All messages, the newest first. */
  newestFirst(): readonly StoredMessage[] {
    this.#newestFirst ??= [...this.#messages.values()].sort(
      (first, second) => second.internalDate - first.internalDate || (first.id < second.id ? 1 : -1),
    );
    return this.#newestFirst;
  }

  /** The messages of a thread, the oldest first. */
  thread(threadId: string): readonly StoredMessage[] | undefined {
    return this.#threads.get(threadId)?.toSorted((first, second) => first.internalDate - second.internalDate);
  }

  /** Whether one of these Message-IDs belongs to a message of the thread. */
  threadHolds(threadId: string, ids: readonly string[]): boolean {
    const known = this.#threads.get(threadId) ?? [];
    return known.some((message) =>
      messageIds(headerValue(message.headers, 'message-id')).some((id) => ids.includes(id)),
    );
  }

  labels(): Label[] {
    return [...this.#labels.values()];
  }

  label(id: string): Label | undefined {
    return this.#labels.get(id);
  }

  findLabel(name: string): Label | undefined {
    const wanted = labelInQuery(name);
    return this.labels().find(
      (label) => labelInQuery(label.name) === wanted || label.id.toLowerCase() === wanted,
    );
  }

  createLabel(
    name: string,
    visibility: Pick<Label, 'labelListVisibility' | 'messageListVisibility'> = {},
  ): Label {
    const id = `Label_${this.#labels.size - systemLabels.length + 1}`;
    const shown = { messageListVisibility: 'show', labelListVisibility: 'labelShow', ...visibility } as const;
    const label: Label = { id, name, type: 'user', ...shown };
    this.#labels.set(id, label);
    return label;
  }

  /** Gmail's ids are the time in milliseconds, then 20 more bits, in hexadecimal. */
  #newId(internalDate: number): string {
    let id: string;
    do {
      this.#counter += 1;
      const time = BigInt(Math.max(1_000_000_000_000, Math.trunc(internalDate)));
      id = ((time << 20n) | BigInt((this.#counter * 7_919) % 1_048_576)).toString(16);
    } while (this.#messages.has(id));
    return id;
  }
}
