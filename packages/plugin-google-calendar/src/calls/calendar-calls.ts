import { SidecarError } from '@sidecar/core';
import { lazySchema } from '@sidecar/google';
import { z } from 'zod';
import type { CalendarApi } from '../calendar-api.ts';
import { integration } from '../google-calendar-errors.ts';
import { isTimeZone } from '../time/zoned-time.ts';

/** A calendar in the list of the connected account. */
export interface CalendarEntry {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string | undefined;
  readonly isPrimary: boolean;
  readonly role: string | undefined;
}

/** The calls about calendars. */
export interface CalendarCalls {
  /** The entry of the account's main calendar, whose id is its address. */
  primary(signal: AbortSignal): Promise<CalendarEntry>;
  /** All calendars of the account's list; remembered for some minutes unless they shall be fresh. */
  calendars(signal: AbortSignal, isFresh?: boolean): Promise<readonly CalendarEntry[]>;
  /** The zone of a calendar, remembered likewise. */
  timeZone(calendarId: string, signal: AbortSignal): Promise<string>;
}

const rememberedMs = 5 * 60_000;
const pageSize = 250;
const mostPages = 20;

const text = lazySchema(() => z.string().nullish().catch(null));
const entrySchema = lazySchema(() =>
  z.object({
    id: z.string().min(1),
    summary: text(),
    summaryOverride: text(),
    timeZone: text(),
    accessRole: text(),
    primary: z.boolean().nullish().catch(null),
  }),
);
const listSchema = lazySchema(() => z.object({ items: z.array(entrySchema()), nextPageToken: text() }));
const zoneSchema = lazySchema(() => z.object({ timeZone: z.string().refine(isTimeZone) }));

function entryOf(answer: z.output<ReturnType<typeof entrySchema>>): CalendarEntry {
  const { id, summary, summaryOverride, timeZone, accessRole, primary } = answer;
  return {
    id,
    name: summaryOverride || summary || id,
    timeZone: timeZone && isTimeZone(timeZone) ? timeZone : undefined,
    isPrimary: primary === true,
    role: accessRole ?? undefined,
  };
}

/** Makes the calls about calendars of one connection. */
export function calendarCalls(api: CalendarApi, now: () => number): CalendarCalls {
  let list: { readonly entries: readonly CalendarEntry[]; readonly readAtMs: number } | undefined;
  const zones = new Map<string, { readonly timeZone: string; readonly readAtMs: number }>();
  const isRecent = (readAtMs: number) => Math.abs(now() - readAtMs) < rememberedMs;
  return {
    primary: async (signal) =>
      entryOf(await api({ path: ['users', 'me', 'calendarList', 'primary'], signal }, entrySchema())),
    calendars: async (signal, isFresh = false) => {
      if (!isFresh && list && isRecent(list.readAtMs)) return list.entries;
      list = { entries: await readList(api, signal), readAtMs: now() };
      return list.entries;
    },
    timeZone: async (calendarId, signal) => {
      const known = zones.get(calendarId);
      if (known && isRecent(known.readAtMs)) return known.timeZone;
      // The list of events says the zone under the scopes for events; `calendars.get` would need another one.
      const path = ['calendars', calendarId, 'events'];
      const { timeZone } = await api({ path, query: { maxResults: 1 }, signal }, zoneSchema());
      zones.set(calendarId, { timeZone, readAtMs: now() });
      return timeZone;
    },
  };
}

async function readList(api: CalendarApi, signal: AbortSignal): Promise<readonly CalendarEntry[]> {
  const entries: CalendarEntry[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { maxResults: pageSize, pageToken };
    const answer = await api({ path: ['users', 'me', 'calendarList'], query, signal }, listSchema());
    entries.push(...answer.items.map(entryOf));
    pageToken = answer.nextPageToken || undefined;
    if (pageToken === undefined) return entries;
  }
  throw new SidecarError('invalid_response', 'Google Calendar’s list of calendars does not end.', {
    integration,
  });
}
