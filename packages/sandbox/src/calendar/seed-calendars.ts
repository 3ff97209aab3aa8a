import { people } from '../people.ts';
import { type Calendar, CalendarStore } from './calendar-store.ts';
import type { EventContent, EventTime, Guest, StoredEvent } from './stored-event.ts';
import { zonedInstant, zonedText } from './zone-clock.ts';

const dayMs = 86_400_000;
const london = 'Europe/London';
const newYork = 'America/New_York';
const workId = 'c_engine0work@group.calendar.google.com';
const holidaysId = 'en.uk#holiday@group.v.calendar.google.com';

/** Two people's own calendars, one that they share for work, and public holidays; with a few events from today on. */
export function seedCalendars(now: number): CalendarStore {
  const [ada, grace] = people.map(({ login }) => login) as [string, string];
  const store = new CalendarStore();
  for (const calendar of calendars(ada, grace)) store.addCalendar(calendar);
  const day = (days: number) => zonedText(now + days * dayMs, london).slice(0, 10);
  const nextMonday = (8 - new Date(Date.parse(day(0))).getUTCDay()) % 7 || 7;
  const guests: Guest[] = [
    { email: ada, responseStatus: 'accepted' },
    { email: grace, responseStatus: 'needsAction' },
  ];
  const at = (date: string, time: string, timeZone: string): EventTime => ({
    instantMs: zonedInstant(`${date}T${time}:00`, timeZone),
    timeZone,
  });
  const add = (id: string, calendarId: string, rest: Partial<StoredEvent> & { content: EventContent }) => {
    const times = { createdMs: now, updatedMs: now, version: 1 };
    const rules = { recurrence: [], exceptions: new Map(), hiddenFor: new Set<string>() };
    store.addEvent({ id, calendarId, creator: ada, ...times, ...rules, ...rest });
  };
  const monday = day(nextMonday);
  add('planning0series', workId, {
    content: content('Planning', at(monday, '10:00', newYork), at(monday, '10:30', newYork)),
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO'],
  });
  const tea = content('Tea with Grace', at(day(1), '16:00', london), at(day(1), '17:00', london));
  add('tea0with0grace', ada, {
    content: { ...tea, guests, texts: { ...tea.texts, location: 'The Royal Society' } },
  });
  add('journey0to0paris', ada, { content: content('Journey to Paris', { date: day(3) }, { date: day(6) }) });
  add('compiler0talk', grace, {
    creator: grace,
    content: content('Talk on compilers', at(day(1), '09:00', newYork), at(day(1), '10:00', newYork)),
  });
  add('public0holiday', holidaysId, {
    content: content('Public holiday', { date: day(10) }, { date: day(11) }),
  });
  return store;
}

function calendars(ada: string, grace: string): Calendar[] {
  const own = (login: string, other: string, timeZone: string): Calendar => ({
    id: login,
    summary: login,
    timeZone,
    roles: new Map([
      [login, 'owner'],
      [other, 'freeBusyReader'],
    ]),
    listedFor: new Map([[login, {}]]),
  });
  return [
    own(ada, grace, london),
    own(grace, ada, newYork),
    {
      id: workId,
      summary: 'Work',
      timeZone: newYork,
      roles: new Map([
        [ada, 'owner'],
        [grace, 'reader'],
      ]),
      listedFor: new Map([
        [ada, {}],
        [grace, { summaryOverride: 'Work of Ada' }],
      ]),
    },
    {
      id: holidaysId,
      summary: 'Holidays in United Kingdom',
      timeZone: london,
      roles: new Map([['everybody', 'reader']]),
      listedFor: new Map([[ada, {}]]),
    },
  ];
}

function content(summary: string, start: EventTime, end: EventTime): EventContent {
  return { status: 'confirmed', texts: { summary }, start, end, guests: [], conference: undefined };
}
