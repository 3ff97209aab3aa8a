import { z } from 'zod';
import { serviceIds } from '../service-ids.ts';

const headerText = z.union([z.string().regex(/^[\x20-\x7e]+$/), z.number().int().nonnegative()]);

/** One way to fail on purpose, as a test or the control endpoint gives it. */
export const faultSchema = z.strictObject({
  service: z.enum(serviceIds),
  on: z.enum(['api', 'token', 'revocation']),
  /**
   * `status`: an error in the service's own shape. `slow`: the true answer after `delayMs`. `cut`: the connection ends
   * before anything is done. `lost-answer`: everything is done, then the connection ends. `hang`: no answer at all.
   * `html`, `garbage`, `huge`: an answer that no client expects, with nothing done.
   */
  kind: z.enum(['status', 'slow', 'cut', 'html', 'garbage', 'huge', 'hang', 'lost-answer']),
  status: z.number().int().min(200).max(599).optional(),
  /** Seconds, or an HTTP date. */
  retryAfter: headerText.optional(),
  delayMs: z.number().int().nonnegative().max(600_000).optional(),
  /** How many requests it hits; every one when absent. */
  times: z.number().int().positive().optional(),
  /** Only requests whose method and path contain this text, such as `POST /2/tweets`. */
  path: z.string().min(1).optional(),
});

/** One way to fail on purpose. */
export type Fault = z.infer<typeof faultSchema>;

/** Where in a service a request goes; pages never fail. */
export type FaultArea = Fault['on'];
