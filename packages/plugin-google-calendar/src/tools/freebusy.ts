import { type ToolContext, tool } from '@sidecar/core';
import { z } from 'zod';
import { findCalendar } from '../find-calendar.ts';
import { freePeriods, type Period } from '../free-periods.ts';
import { calendarScopes } from '../google-calendar-auth.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { invalidInput } from '../invalid-input.ts';
import { instantOfInput } from '../time/instant-of-input.ts';
import { readTime, timeInput, timeZoneInput } from '../time/time-input.ts';
import { isoInZone } from '../time/zoned-time.ts';

const periods = z.array(z.object({ start: z.string(), end: z.string() }));
const problems: Readonly<Record<string, string>> = {
  notFound: 'There is no such calendar, or you may not see it.',
  tooManyCalendarsRequested: 'Too many calendars were asked for.',
};

/** Finds out who is busy when. */
export const freeBusyTool = tool({
  name: 'freebusy',
  description: 'Find out when people or calendars are busy, and when all of them are free.',
  effect: 'read',
  scopes: [calendarScopes.freeBusy],
  input: z.strictObject({
    from: timeInput('Day, local time or ISO with offset.'),
    to: timeInput('Likewise; a day counts in full.'),
    calendars: z
      .array(z.string().trim().min(1).max(300))
      .min(1)
      .max(50)
      .default(['primary'])
      .describe('Addresses of people, names or ids of calendars; your main calendar unless given.'),
    time_zone: timeZoneInput,
  }),
  output: z.object({
    calendars: z.array(
      z.object({
        calendar: z.string().describe('As it was asked for.'),
        busy: periods,
        problem: z.string().nullable().describe('Why Google does not say when it is busy.'),
      }),
    ),
    free: periods.describe('When all calendars without a problem are free.'),
    time_zone: z.string(),
  }),
  execute: async (input, { client, signal }: ToolContext<GoogleCalendarClient>) => {
    const timeZone = input.time_zone ?? (await zoneIfNeeded(input, client, signal));
    const zone = async () => timeZone;
    const startMs = await instantOfInput(input.from, 'start', zone);
    const endMs = await instantOfInput(input.to, 'end', zone);
    if (endMs <= startMs) throw invalidInput('to', 'is not after from');
    const names = [...new Set(input.calendars)];
    const ids: string[] = [];
    for (const name of names) ids.push(await findCalendar(client, { field: 'calendars', name }, signal));
    const question = { calendarIds: [...new Set(ids)], fromMs: startMs, toMs: endMs };
    const answer = await client.freeBusy(question, signal);
    const shown = (period: Period) => ({
      start: isoInZone(period.startMs, timeZone),
      end: isoInZone(period.endMs, timeZone),
    });
    const calendars = names.map((calendar, index) => {
      const found = answer.get(ids[index] ?? '') ?? { busy: [], problem: 'missing' };
      const problem =
        found.problem === undefined ? null : (problems[found.problem] ?? 'Google does not say it.');
      return { calendar, busy: found.busy.map(shown), problem };
    });
    const busy = [...answer.values()].flatMap((found) => found.busy);
    return { calendars, free: freePeriods({ startMs, endMs }, busy).map(shown), time_zone: timeZone };
  },
});

/** Asking for the zone takes a request, and a permission that busy times do not need. */
async function zoneIfNeeded(
  { from, to }: { readonly from: string; readonly to: string },
  client: GoogleCalendarClient,
  signal: AbortSignal,
): Promise<string> {
  const areInstants = [from, to].every((text) => readTime(text)?.kind === 'instant');
  return areInstants ? 'UTC' : client.timeZone('primary', signal);
}
