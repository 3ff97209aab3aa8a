import { z } from 'zod';

/** Slack cuts a text off behind 40,000 characters, and escaping makes it longer. */
const longestText = 12_000;

/** The text of a message that is sent, as an input. */
export const messageText = z
  .string()
  .max(longestText)
  .refine((text) => /[^\s\p{Cf}\p{Cc}]/u.test(text), 'The message is empty.')
  .refine((text) => text.isWellFormed(), 'The message holds half of a character.')
  .describe(
    'The message in Markdown. Mention somebody by <@ID> with an id of users_list, a channel by <#ID>; @names notify nobody.',
  );
