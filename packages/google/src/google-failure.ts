import { z } from 'zod';
import { lazySchema } from './lazy-schema.ts';

const errorBody = lazySchema(() => {
  const text = z.string().nullish().catch(null);
  const reasons = z
    .array(z.object({ reason: text }).catch({ reason: null }))
    .nullish()
    .catch(null);
  return z.object({ error: z.object({ status: text, message: text, errors: reasons, details: reasons }) });
});

/** What Google says of a failure, in its old form (`errors`) and its newer one (`status`, `details`). */
export interface GoogleFailure {
  readonly reasons: readonly string[];
  readonly message: string;
}

/** Reads an error body; of one that is none nothing. */
export function readFailure(body: unknown): GoogleFailure {
  const parsed = errorBody().safeParse(body);
  if (!parsed.success) return { reasons: [], message: '' };
  const { status, message, errors, details } = parsed.data.error;
  const found = [...(details ?? []), ...(errors ?? [])].map(({ reason }) => reason);
  return {
    reasons: [...found, status].filter((reason) => typeof reason === 'string'),
    message: message ?? '',
  };
}
