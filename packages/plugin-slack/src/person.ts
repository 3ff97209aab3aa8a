import { z } from 'zod';
import { listOf } from './list-of.ts';
import { unescapeText } from './text/unescape-text.ts';

/** What is read of a person or bot. */
export const personSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  tz: z.string().nullish(),
  profile: z
    .object({
      display_name: z.string().nullish(),
      real_name: z.string().nullish(),
      title: z.string().nullish(),
      email: z.string().nullish(),
    })
    .nullish(),
});

/** A person or bot as Slack sends it. */
export type SlackPerson = z.infer<typeof personSchema>;

/** A page of people. */
export const peopleSchema = z.object({
  members: listOf(personSchema),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** The schema of a person in a tool's output. */
export const personOutput = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  title: z.string().optional(),
  email: z.string().optional(),
  time_zone: z.string().optional(),
  bot: z.boolean().optional(),
});

/** Slack's own helper, which is no bot by its data. */
const slackbot = 'USLACKBOT';

/** Shows a person by the name that they chose, then by their real one. */
export function viewPerson(person: SlackPerson): z.infer<typeof personOutput> {
  const { id, name: handle, profile, tz } = person;
  return {
    id,
    name: nameOf(person),
    handle: handle || id,
    ...(profile?.title ? { title: unescapeText(profile.title) } : {}),
    ...(profile?.email ? { email: profile.email } : {}),
    ...(tz ? { time_zone: tz } : {}),
    ...(isBot(person) ? { bot: true } : {}),
  };
}

/** What others see a person called. */
export function nameOf({ id, name, real_name: realName, profile }: SlackPerson): string {
  return unescapeText(profile?.display_name || profile?.real_name || realName || name || id);
}

/** Whether it is no human being. */
export function isBot({ id, is_bot: bot }: SlackPerson): boolean {
  return bot === true || id === slackbot;
}
