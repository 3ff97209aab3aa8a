import { z } from 'zod';

/** What is read of an account in X's answers. */
export const userSchema = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  name: z.string().nullish(),
});

/** An account as X sends it. */
export type TwitterUser = z.infer<typeof userSchema>;

/** An account as the tools give it. */
export const accountView = z.object({ username: z.string(), name: z.string() });

/** Shows an account; one without a name goes by its handle. */
export function viewAccount({ username, name }: TwitterUser): z.infer<typeof accountView> {
  return { username, name: name ?? username };
}
