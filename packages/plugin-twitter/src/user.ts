import { z } from 'zod';

/** What is read of an account in X's answers. */
export const userSchema = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  name: z.string().nullish(),
});

/** An account as X sends it. */
export interface TwitterUser {
  readonly id: string;
  readonly username: string;
  readonly name?: string | null | undefined;
}

/** An account as the tools give it. */
export interface Account {
  username: string;
  name: string;
}

/** The schema of an account in a tool's output. */
export const accountOutput = z.object({ username: z.string(), name: z.string() });

/** Shows an account; one without a name goes by its handle. */
export function viewAccount({ username, name }: TwitterUser): Account {
  return { username, name: name ?? username };
}
