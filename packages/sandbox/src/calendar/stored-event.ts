/** When an event begins or ends: a whole day, or an instant in a zone. */
export type EventTime =
  | { readonly date: string }
  | { readonly instantMs: number; readonly timeZone: string | undefined };

/** Somebody who is invited. */
export interface Guest {
  readonly email: string;
  readonly displayName?: string | undefined;
  readonly responseStatus: 'needsAction' | 'declined' | 'tentative' | 'accepted';
  readonly optional?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly additionalGuests?: number | undefined;
  readonly resource?: boolean | undefined;
}

/** What people write into an event, beside its times: kept as it came. */
export type EventTexts = Readonly<Record<string, unknown>>;

/** The changeable content of an event, or of one event of a series that differs from it. */
export interface EventContent {
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly texts: EventTexts;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly guests: readonly Guest[];
  readonly conference: Conference | undefined;
}

/** A video conference. */
export interface Conference {
  readonly requestId: string;
  readonly code: string;
}

/** An event or a series in the calendar of its organizer. */
export interface StoredEvent {
  readonly id: string;
  readonly calendarId: string;
  readonly creator: string;
  readonly createdMs: number;
  content: EventContent;
  recurrence: readonly string[];
  /** Events of the series that differ, by the part of their id after the underscore. */
  readonly exceptions: Map<string, EventContent>;
  /** Guests who have deleted their copy. */
  readonly hiddenFor: Set<string>;
  updatedMs: number;
  /** Counts changes; the etag is made of it. */
  version: number;
}
