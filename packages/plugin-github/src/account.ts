import { z } from 'zod';

/** The login of whoever did something; GitHub answers null for accounts that were deleted. */
export const login = z
  .object({ login: z.string().nullish() })
  .nullish()
  .catch(undefined)
  .transform((account) => account?.login ?? undefined);
