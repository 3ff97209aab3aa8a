import { z } from 'zod';
import { checkedJson } from '../gmail/gmail-call.ts';
import { GoogleError } from '../gmail/google-error.ts';
import { type CalendarCall, instantParameter } from './calendar-call.ts';
import type { CalendarMethod } from './calendar-method.ts';
import { calendarScopes } from './calendar-scopes.ts';
import type { Calendar } from './calendar-store.ts';
import { listedEvents } from './listed-events.ts';
import { isZone, zonedText } from './zone-clock.ts';

const questionSchema = z.strictObject({
  timeMin: z.string().optional(),
  timeMax: z.string().optional(),
  timeZone: z.string().optional(),
  groupExpansionMax: z.int().optional(),
  calendarExpansionMax: z.int().optional(),
  items: z.array(z.strictObject({ id: z.string().optional() })).optional(),
});

const mostCalendars = 50;

async function askFreeBusy(call: CalendarCall) {
  const {
    timeMin,
    timeMax,
    timeZone = 'UTC',
    items = [],
  } = checkedJson(await call.request.text(), questionSchema);
  if (!timeMin || !timeMax)
    throw new GoogleError(400, `Missing ${timeMin ? 'timeMax' : 'timeMin'}.`, 'required');
  const bounds = new URLSearchParams({ timeMin, timeMax });
  const [fromMs = 0, toMs = 0] = [instantParameter(bounds, 'timeMin'), instantParameter(bounds, 'timeMax')];
  if (toMs <= fromMs) throw new GoogleError(400, 'The specified time range is empty.', 'timeRangeEmpty');
  if (!isZone(timeZone)) throw new GoogleError(400, 'Invalid time zone.', 'invalid');
  const calendars = items.map(({ id = '' }, index) => {
    if (index >= mostCalendars) return [id, failed('tooManyCalendarsRequested')] as const;
    const calendar = visible(call, id);
    return [
      id,
      calendar ? { busy: busyTimes(call, calendar, { fromMs, toMs, timeZone }) } : failed('notFound'),
    ] as const;
  });
  return {
    kind: 'calendar#freeBusy',
    timeMin: new Date(fromMs).toISOString(),
    timeMax: new Date(toMs).toISOString(),
    calendars: Object.fromEntries(calendars),
  };
}

function failed(reason: string) {
  return { errors: [{ domain: 'global', reason }], busy: [] };
}

function visible({ store, login }: CalendarCall, id: string): Calendar | undefined {
  const calendar = store.calendar(id, login);
  const role = calendar?.roles.get(login) ?? calendar?.roles.get('everybody');
  return role ? calendar : undefined;
}

/** When a calendar is taken, overlapping events as one. */
function busyTimes(
  { store, now }: CalendarCall,
  calendar: Calendar,
  { fromMs, toMs, timeZone }: { readonly fromMs: number; readonly toMs: number; readonly timeZone: string },
) {
  const filter = { timeMinMs: fromMs, timeMaxMs: toMs, showDeleted: false, singleEvents: true, now };
  const events = listedEvents(calendar, store.eventsOf(calendar), filter)
    .filter(({ content }) => content.texts.transparency !== 'transparent')
    .filter(
      ({ content }) =>
        content.guests.find(({ email }) => email === calendar.id)?.responseStatus !== 'declined',
    )
    .toSorted((one, other) => one.startMs - other.startMs);
  const busy: { startMs: number; endMs: number }[] = [];
  for (const event of events) {
    const [startMs, endMs] = [Math.max(event.startMs, fromMs), Math.min(event.endMs, toMs)];
    const last = busy.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else if (endMs > startMs) busy.push({ startMs, endMs });
  }
  return busy.map(({ startMs, endMs }) => ({
    start: zonedText(startMs, timeZone),
    end: zonedText(endMs, timeZone),
  }));
}

/** `freebusy`. */
export const freeBusyMethods: readonly CalendarMethod[] = [
  { method: 'POST', path: 'freeBusy', scopes: calendarScopes.freeBusy, run: askFreeBusy },
];
