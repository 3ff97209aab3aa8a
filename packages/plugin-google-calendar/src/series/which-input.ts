import { z } from 'zod';

/** Which events of a series a change is for. */
export const whichInput = z
  .enum(['this', 'following', 'all'])
  .optional()
  .describe(
    'For a repeating event: only this one, it and all after it, or the whole series. Unless given: this one for the event_id of one, all for that of a series.',
  );
