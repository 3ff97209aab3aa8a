import type { z } from 'zod';
import type { messageSchema } from '../gmail-schemas.ts';
import { type MailPart, mailPart } from './mail-part.ts';

/** A message as the tools use it. */
export interface MailMessage {
  readonly id: string;
  readonly threadId: string | null;
  readonly labelIds: readonly string[];
  readonly snippet: string;
  /** When Gmail received it, in milliseconds since the epoch. */
  readonly receivedMs: number | null;
  readonly root: MailPart;
}

/** Brings an answer of `users.messages.get` into that shape. */
export function mailMessage(answer: z.output<ReturnType<typeof messageSchema>>): MailMessage {
  const received = Number(answer.internalDate ?? Number.NaN);
  return {
    id: answer.id,
    threadId: answer.threadId ?? null,
    labelIds: answer.labelIds ?? [],
    snippet: answer.snippet ?? '',
    receivedMs: Math.abs(received) <= 8.64e15 ? received : null,
    root: mailPart(answer.payload),
  };
}
