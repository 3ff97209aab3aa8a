import { lazySchema } from '@sidecar/google';
import { z } from 'zod';
import type { CalendarApi } from '../calendar-api.ts';

/** Which calendars to look at, and when. */
export interface FreeBusyQuestion {
  readonly calendarIds: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** When a calendar is taken, or why Google does not say it. */
export interface BusyCalendar {
  readonly busy: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly problem: string | undefined;
}

/** The call about busy times. */
export interface FreeBusyCall {
  freeBusy(question: FreeBusyQuestion, signal: AbortSignal): Promise<ReadonlyMap<string, BusyCalendar>>;
}

const text = lazySchema(() => z.string().nullish().catch(null));
const calendarSchema = lazySchema(() =>
  z.object({
    busy: z.array(z.object({ start: z.string(), end: z.string() })).nullish(),
    errors: z.array(z.object({ reason: text() })).nullish(),
  }),
);
const answerSchema = lazySchema(() => z.object({ calendars: z.record(z.string(), calendarSchema()) }));

/** Makes the call about busy times, which changes nothing although it is a POST. */
export function freeBusyCall(api: CalendarApi): FreeBusyCall {
  return {
    freeBusy: async ({ calendarIds, fromMs, toMs }, signal) => {
      const body = {
        timeMin: new Date(fromMs).toISOString(),
        timeMax: new Date(toMs).toISOString(),
        items: calendarIds.map((id) => ({ id })),
      };
      const answer = await api({ method: 'POST', path: ['freeBusy'], body, signal }, answerSchema());
      return new Map(Object.entries(answer.calendars).map(([id, calendar]) => [id, busyCalendar(calendar)]));
    },
  };
}

function busyCalendar({ busy, errors }: z.output<ReturnType<typeof calendarSchema>>): BusyCalendar {
  const periods = (busy ?? []).map(({ start, end }) => ({
    startMs: Date.parse(start),
    endMs: Date.parse(end),
  }));
  const readable = periods.filter(({ startMs, endMs }) => endMs > startMs);
  return { busy: readable, problem: errors?.[0] ? (errors[0].reason ?? 'unknown') : undefined };
}
