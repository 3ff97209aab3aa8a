import { lazySchema } from '@sidecar/google';
import { z } from 'zod';

const text = lazySchema(() => z.string().nullish().catch(null));

/** `users.getProfile` */
export const profileSchema = lazySchema(() => z.object({ emailAddress: z.string() }));

/** `users.messages.list`; an empty mailbox has no `messages`, but says how many there are. Anything else is not an answer to a search. */
export const messageListSchema = lazySchema(() =>
  z
    .object({
      messages: z.array(z.object({ id: z.string() })).nullish(),
      nextPageToken: text(),
      resultSizeEstimate: z.number().nullish().catch(null),
    })
    .refine(({ messages, resultSizeEstimate }) => messages || typeof resultSizeEstimate === 'number'),
);

/** A message without its content, as `send` and `modify` answer it. */
export const messageReferenceSchema = lazySchema(() =>
  z.object({
    id: z.string(),
    threadId: text(),
    labelIds: z.array(z.string()).nullish().catch(null),
  }),
);

/** `users.messages.get`; the tree is read part by part, because its depth is the sender's choice. */
export const messageSchema = lazySchema(() =>
  messageReferenceSchema().extend({
    snippet: text(),
    internalDate: text(),
    payload: z.unknown(),
  }),
);

/** One node of a message's tree. */
export const partSchema = lazySchema(() =>
  z.object({
    partId: text(),
    mimeType: text(),
    filename: text(),
    headers: z.array(z.unknown()).nullish().catch(null),
    body: z
      .object({ attachmentId: text(), size: z.number().nullish().catch(null), data: text() })
      .nullish()
      .catch(null),
    parts: z.array(z.unknown()).nullish().catch(null),
  }),
);

/** One header of a part. */
export const headerSchema = lazySchema(() => z.object({ name: z.string(), value: z.string() }));

/** `users.messages.attachments.get` */
export const attachmentSchema = lazySchema(() => z.object({ data: z.string() }));

/** `users.drafts.create` */
export const draftSchema = lazySchema(() =>
  z.object({
    id: z.string(),
    message: messageReferenceSchema().nullish().catch(null),
  }),
);

/** One label, as `labels.create` answers it. */
export const labelSchema = lazySchema(() => z.object({ id: z.string(), name: z.string() }));

/** `users.labels.list` */
export const labelListSchema = lazySchema(() => z.object({ labels: z.array(labelSchema()).nullish() }));

/** `users.messages.batchModify` answers nothing. */
export const nothingSchema = lazySchema(() => z.unknown());
