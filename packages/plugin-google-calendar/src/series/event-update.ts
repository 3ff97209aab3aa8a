import type { SendUpdates } from '../calls/event-calls.ts';
import type { EventChanges } from '../event-changes.ts';
import type { RecurrenceRule } from '../recurrence/recurrence-rule.ts';
import type { TimeChange } from '../time/changed-span.ts';

/** Everything that shall be different about an event or a series. */
export interface EventUpdate {
  readonly calendarId: string;
  readonly changes: EventChanges;
  readonly time: TimeChange;
  readonly repeat?: RecurrenceRule | 'never' | undefined;
  readonly sendUpdates: SendUpdates;
  /** The zone of times without one. */
  readonly calendarZone: () => Promise<string>;
}
