import { z } from 'zod';

/** Inputs that several tools share. */
export const toolInputs = {
  channel: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('A channel ("general"), a person ("@grace") for direct messages, or the id or link of either.'),
  workspace: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Name or id of the workspace; only where the app is installed in a whole organization.'),
  cursor: z.string().min(1).max(1000).optional().describe('next_cursor of the page before.'),
  message: z.string().regex(/^\d{1,12}\.\d{1,9}$/, 'Give the id of a message, such as "1773301156.700019".'),
} as const;
