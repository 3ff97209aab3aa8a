import type { CalendarEntry } from './calls/calendar-calls.ts';
import type { GoogleCalendarClient } from './google-calendar-client.ts';
import { invalidInput } from './invalid-input.ts';

/** A calendar as a person or a model names it. */
export interface NamedCalendar {
  /** Where in the input the name stands. */
  readonly field: string;
  readonly name: string | undefined;
}

/** The id of a calendar by its name, its address or id; capitals do not matter. The main one where none is named. */
export async function findCalendar(
  client: GoogleCalendarClient,
  { field, name = 'primary' }: NamedCalendar,
  signal: AbortSignal,
): Promise<string> {
  const wanted = name.trim();
  if (wanted.toLowerCase() === 'primary') return 'primary';
  // Ids are addresses; those of other people's calendars are in no list.
  if (/^[^\s@/]+@[^\s@/]+$/.test(wanted)) return wanted;
  const known = await client.calendars(signal);
  const found = named(known, wanted);
  const matches = found.length > 0 ? found : named(await client.calendars(signal, true), wanted);
  const [only, ...others] = matches;
  if (only && others.length === 0) return only.id;
  if (only) {
    // Their ids look like secrets, so that no error can show them.
    throw invalidInput(
      field,
      `several calendars are called "${shown(wanted)}"`,
      'Use the id of the one that is meant; calendars_list shows it.',
    );
  }
  const names = nearestFirst(await client.calendars(signal), wanted).map((entry) => `"${entry.name}"`);
  throw invalidInput(
    field,
    `there is no calendar "${shown(wanted)}"`,
    `Use one of: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
  );
}

function named(entries: readonly CalendarEntry[], wanted: string): CalendarEntry[] {
  const folded = fold(wanted);
  return entries.filter(({ id, name }) => id === wanted || fold(name) === folded);
}

function nearestFirst(entries: readonly CalendarEntry[], wanted: string): CalendarEntry[] {
  const folded = fold(wanted);
  const isNear = ({ name }: CalendarEntry) => fold(name).includes(folded) || folded.includes(fold(name));
  return [...entries.filter(isNear), ...entries.filter((entry) => !isNear(entry))];
}

function fold(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

function shown(name: string): string {
  return name.slice(0, 100);
}
