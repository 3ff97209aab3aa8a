import type { GmailApi } from '../gmail-api.ts';
import { labelListSchema, labelSchema, nothingSchema } from '../gmail-schemas.ts';

/** Labels to put on and to take off, by id. */
export interface LabelChange {
  readonly addLabelIds: string[];
  readonly removeLabelIds: string[];
}

/** A label of the mailbox. */
export interface GmailLabel {
  readonly id: string;
  readonly name: string;
}

/** The calls about labels, which in Gmail are also what is read, starred, archived and in the trash. */
export interface LabelCalls {
  modify(ids: readonly string[], change: LabelChange, signal: AbortSignal): Promise<void>;
  labels(signal: AbortSignal): Promise<readonly GmailLabel[]>;
  createLabel(name: string, signal: AbortSignal): Promise<GmailLabel>;
}

/** Makes the calls about labels. */
export function labelCalls(api: GmailApi): LabelCalls {
  return {
    modify: async (ids: readonly string[], change: LabelChange, signal: AbortSignal) => {
      const [first, ...others] = ids;
      if (first === undefined) return;
      // Putting labels on twice does no harm. Only the call for one message says when it does not exist.
      await api.call(nothingSchema(), { signal, idempotent: true }, (users, options) =>
        others.length === 0
          ? users.messages.modify({ userId: 'me', id: first, requestBody: change }, options)
          : users.messages.batchModify({ userId: 'me', requestBody: { ids: [...ids], ...change } }, options),
      );
    },
    labels: async (signal: AbortSignal) => {
      const answer = await api.call(labelListSchema(), { signal }, (users, options) =>
        users.labels.list({ userId: 'me' }, options),
      );
      return answer.labels ?? [];
    },
    createLabel: (name: string, signal: AbortSignal) => {
      const requestBody = { name, labelListVisibility: 'labelShow', messageListVisibility: 'show' };
      return api.call(labelSchema(), { signal, sends: true }, (users, options) =>
        users.labels.create({ userId: 'me', requestBody }, options),
      );
    },
  };
}
