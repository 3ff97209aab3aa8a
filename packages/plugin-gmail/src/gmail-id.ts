import { z } from 'zod';

/** An id of Gmail's own making; anything else would only reach another path of the API. */
export function gmailId(description: string) {
  return z
    .string()
    .regex(/^[\w-]{1,1024}$/, 'must be an id that another email tool returned')
    .describe(description);
}
