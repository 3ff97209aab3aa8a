import { z } from 'zod';

/** A time in GitHub's answers, as ISO 8601 in UTC; undefined when it is absent or not a time. */
export const time = z
  .string()
  .nullish()
  .catch(undefined)
  .transform((text) => {
    const date = new Date(text ?? '');
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  });
