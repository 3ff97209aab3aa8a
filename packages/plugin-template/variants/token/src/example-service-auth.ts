import { bearerToken } from '@sidecar/core';
import { z } from 'zod';

/** What a host can set; nothing has to be. */
export interface ExampleServiceOptions {
  /** Another address of the API, such as a proxy's. */
  readonly apiUrl?: string;
}

/** Example Service takes a token that a person makes in its settings and types in; it is sent as `Authorization: Bearer …`. */
export function exampleServiceAuth(_options: ExampleServiceOptions) {
  return {
    token: bearerToken({
      fields: z.strictObject({
        token: z
          .string()
          .regex(/^[\x21-\x7e]{1,1000}$/, 'Give the token as it was shown, without spaces.')
          .describe('API token of Example Service'),
      }),
      token: ({ token }) => token,
    }),
  } as const;
}
