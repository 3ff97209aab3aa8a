import { SidecarError } from '@sidecar/core';
import { changedFields } from '../event-changes.ts';
import type { CalendarEvent } from '../event-schema.ts';
import type { GoogleCalendarClient } from '../google-calendar-client.ts';
import { integration } from '../google-calendar-errors.ts';
import { invalidInput } from '../invalid-input.ts';
import { ruleLine } from '../recurrence/recurrence-rule.ts';
import { untilForSpan } from '../recurrence/until-for-span.ts';
import { changedSpan } from '../time/changed-span.ts';
import { type EventSpan, googleSpan } from '../time/event-span.ts';
import { copiedEvent } from './copied-event.ts';
import { countEventsBefore } from './count-events-before.ts';
import { type DividedRules, dividedRules } from './divided-rules.ts';
import type { EventUpdate } from './event-update.ts';
import { originalSpan } from './find-target.ts';
import { knownSpan } from './known-span.ts';
import { requireFittingRule } from './moved-series.ts';

/** A series and the one of its events from which on it shall be different. */
interface FollowingUpdate {
  readonly series: CalendarEvent;
  readonly first: CalendarEvent;
  readonly update: EventUpdate;
}

/**
 * Changes an event of a series and all after it: they become a series of their own, and the old one ends before. The new
 * one is made first, so that nothing is lost when that fails.
 */
export async function updateFollowing(
  client: GoogleCalendarClient,
  { series, first, update }: FollowingUpdate,
  signal: AbortSignal,
): Promise<CalendarEvent> {
  const { calendarId, sendUpdates, time, calendarZone } = update;
  const current = knownSpan(originalSpan(first));
  const count = () => countEventsBefore(client, { calendarId, series, first: current }, signal);
  const rules = await dividedRules(series, current, count);
  const wanted = await changedSpan(current, time, calendarZone);
  if (wanted && update.repeat === undefined) requireFittingRule(current, wanted, series.recurrence ?? []);
  const changes = changedFields(series, update.changes);
  if (!wanted && update.repeat === undefined && Object.keys(changes).length === 0) {
    throw invalidInput('events_update', 'nothing to change is given');
  }
  const body = {
    ...copiedEvent(series),
    ...changes,
    ...googleSpan(wanted ?? current),
    ...newRules(update, rules, { current, wanted }),
  };
  const created = await client.insertEvent(calendarId, { body, sendUpdates }, signal);
  try {
    const change = { body: { recurrence: rules.before }, sendUpdates, etag: series.etag ?? undefined };
    await client.patchEvent({ calendarId, eventId: series.id }, change, signal);
  } catch (error) {
    throw await undone(client, { calendarId, created, error }, signal);
  }
  return created;
}

function newRules(
  { repeat }: EventUpdate,
  { after }: DividedRules,
  { current, wanted }: { readonly current: EventSpan; readonly wanted: EventSpan | undefined },
): object {
  if (repeat === 'never') return {};
  if (repeat !== undefined) return { recurrence: [ruleLine(untilForSpan(repeat, wanted ?? current))] };
  // Dates that were left out are times of the old series.
  return { recurrence: wanted ? after.filter((line) => !/^EXDATE/i.test(line)) : after };
}

/** Takes the new series back when the old one could not be ended, so that nothing is there twice. */
async function undone(
  client: GoogleCalendarClient,
  {
    calendarId,
    created,
    error,
  }: { readonly calendarId: string; readonly created: CalendarEvent; readonly error: unknown },
  signal: AbortSignal,
): Promise<unknown> {
  if (!SidecarError.isInstance(error) || error.outcome === 'unknown') return twice(error);
  try {
    await client.deleteEvent({ calendarId, eventId: created.id }, { sendUpdates: 'none' }, signal);
    return error;
  } catch {
    return twice(error);
  }
}

function twice(cause: unknown): SidecarError {
  const code = SidecarError.isInstance(cause) ? cause.code : 'internal';
  return new SidecarError(
    code,
    'The new series is in Google Calendar, but the old one may not have been ended.',
    {
      integration,
      outcome: 'unknown',
      retryable: false,
      nextAction: 'Look with events_list whether events are there twice, and delete those of one series.',
      cause,
    },
  );
}
