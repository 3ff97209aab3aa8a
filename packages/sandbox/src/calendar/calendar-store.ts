import type { StoredEvent } from './stored-event.ts';

/** What somebody may do with a calendar. */
export type CalendarRole = 'owner' | 'writer' | 'reader' | 'freeBusyReader';

/** A calendar: a person's own, or one that several see. */
export interface Calendar {
  readonly id: string;
  readonly summary: string;
  readonly timeZone: string;
  /** Who may do what, by address. */
  readonly roles: ReadonlyMap<string, CalendarRole>;
  /** In whose list it stands, under which name. */
  readonly listedFor: ReadonlyMap<string, { readonly summaryOverride?: string }>;
}

/** All calendars and events. */
export class CalendarStore {
  readonly #calendars = new Map<string, Calendar>();
  readonly #events = new Map<string, StoredEvent>();

  addCalendar(calendar: Calendar): void {
    this.#calendars.set(calendar.id, calendar);
  }

  /** The calendar with this id, as one person may call it: `primary` is their own. */
  calendar(id: string, login: string): Calendar | undefined {
    return this.#calendars.get(id === 'primary' ? login : id.toLowerCase());
  }

  calendarsListedFor(login: string): Calendar[] {
    return [...this.#calendars.values()].filter(({ listedFor }) => listedFor.has(login));
  }

  addEvent(event: StoredEvent): void {
    this.#events.set(event.id, event);
  }

  hasEvent(id: string): boolean {
    return this.#events.has(id);
  }

  /** The events of a calendar, deleted ones too: its own, and those to which its person is invited. */
  eventsOf({ id }: Calendar): StoredEvent[] {
    return [...this.#events.values()].filter((event) => event.calendarId === id || isGuest(event, id));
  }

  event(calendar: Calendar, id: string): StoredEvent | undefined {
    const event = this.#events.get(id);
    return event && this.eventsOf(calendar).includes(event) ? event : undefined;
  }
}

function isGuest({ content, exceptions, hiddenFor }: StoredEvent, email: string): boolean {
  if (hiddenFor.has(email)) return false;
  return [content, ...exceptions.values()].some(({ guests }) =>
    guests.some((guest) => guest.email === email),
  );
}
