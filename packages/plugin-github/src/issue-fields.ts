import { z } from 'zod';

/** The input fields of what an issue has beside its texts; names as people use them. */
export const issueFields = {
  labels: z.array(z.string().min(1).max(100)).max(50).optional(),
  assignees: z.array(z.string().min(1).max(100)).max(10).optional(),
};

/** The title of an issue or pull request. */
export const titleField = z.string().trim().min(1).max(256).describe('On one line.');
