import type { StoredMessage } from '../stored-message.ts';

/** Whether a message fits. */
export type MessageTest = (message: StoredMessage) => boolean;

/** What a query is read against. */
export interface QueryEnvironment {
  /** The mailbox's own address: what `me` means. */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  labelId(name: string): string | undefined;
}
