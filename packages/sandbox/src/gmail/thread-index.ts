import type { StoredMessage } from './stored-message.ts';

const maximumReferences = 200;

/** The ids between angle brackets in `Message-ID`, `References` or `In-Reply-To`. */
export function messageIds(value: string | undefined): string[] {
  const found = value?.match(/<[^<>\s]+>/g) ?? [];
  return found.slice(-maximumReferences);
}

/** Which messages belong together. */
export class ThreadIndex {
  readonly #members = new Map<string, StoredMessage[]>();
  /** Every Message-ID that was seen or referred to, and its thread. */
  readonly #known = new Map<string, string>();

  get size(): number {
    return this.#members.size;
  }

  get(threadId: string): readonly StoredMessage[] | undefined {
    return this.#members.get(threadId);
  }

  /** Puts a message into a thread and sets its `threadId`. */
  add(message: StoredMessage, wanted: { readonly id: string } | 'references' | 'new'): void {
    const own = messageIds(message.header('message-id'));
    const related = [
      ...messageIds(message.header('references')),
      ...messageIds(message.header('in-reply-to')),
    ];
    if (typeof wanted === 'object') message.threadId = wanted.id;
    else
      message.threadId = wanted === 'references' ? this.#join([...own, ...related], message.id) : message.id;
    const members = this.#members.get(message.threadId) ?? [];
    members.push(message);
    this.#members.set(message.threadId, members);
    const marked = wanted === 'references' ? [...own, ...related] : own;
    for (const id of marked)
      if (wanted === 'references' || !this.#known.has(id)) this.#known.set(id, message.threadId);
  }

  remove(message: StoredMessage): void {
    const rest = (this.#members.get(message.threadId) ?? []).filter((other) => other !== message);
    if (rest.length === 0) this.#members.delete(message.threadId);
    else this.#members.set(message.threadId, rest);
  }

  /** The thread of these ids. Where they have been in several, the largest swallows the others. */
  #join(ids: readonly string[], fallback: string): string {
    const threadIds = new Set(ids.flatMap((id) => this.#known.get(id) ?? []));
    const alive = [...threadIds].filter((id) => this.#members.has(id));
    const [target, ...others] = alive.toSorted((first, second) => this.#sizeOf(second) - this.#sizeOf(first));
    if (target === undefined) return fallback;
    for (const other of others) this.#merge(other, target);
    return target;
  }

  #merge(from: string, into: string): void {
    const moved = this.#members.get(from) ?? [];
    for (const message of moved) {
      message.threadId = into;
      for (const id of messageIds(message.header('message-id'))) this.#known.set(id, into);
      for (const id of messageIds(message.header('references'))) this.#known.set(id, into);
    }
    this.#members.get(into)?.push(...moved);
    this.#members.delete(from);
  }

  #sizeOf(threadId: string): number {
    return this.#members.get(threadId)?.length ?? 0;
  }
}
