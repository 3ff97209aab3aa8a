import { expect, it } from 'vitest';
import { playedCalendar } from '../test/played-calendar.ts';
import { findCalendar } from './find-calendar.ts';

const { signal } = new AbortController();
const path = '/calendar/v3/users/me/calendarList';
const entries = [
  { id: 'ada@x.example', summary: 'ada@x.example', primary: true },
  { id: 'c_1@group.calendar.google.com', summary: 'Work' },
  { id: 'c_2@group.calendar.google.com', summary: 'Secret project', summaryOverride: 'Engine' },
  { id: 'c_3@group.calendar.google.com', summary: 'Family' },
  { id: 'c_4@group.calendar.google.com', summary: 'family' },
];

function calendars(items = entries, now?: () => number) {
  return playedCalendar({ [`GET ${path}`]: () => Response.json({ items }) }, now);
}

const find = (client: ReturnType<typeof calendars>['client'], name?: string) =>
  findCalendar(client, { field: 'calendar', name }, signal);

it.each([
  [undefined, 'primary', 0],
  ['Primary', 'primary', 0],
  ['bob@x.example', 'bob@x.example', 0],
  ['en.uk#holiday@group.v.calendar.google.com', 'en.uk#holiday@group.v.calendar.google.com', 0],
  ['Work', 'c_1@group.calendar.google.com', 1],
  [' wORK ', 'c_1@group.calendar.google.com', 1],
  ['engine', 'c_2@group.calendar.google.com', 1],
])('finds %j as %s', async (name, id, requests) => {
  const { client, asked } = calendars();
  expect(await find(client, name)).toBe(id);
  expect(asked).toHaveLength(requests);
});

it('asks for the list once for many names, and again after some minutes or for a name that is not in it', async () => {
  let nowMs = 0;
  const { client, asked } = calendars(entries, () => nowMs);
  for (const name of ['Work', 'Engine', 'work']) await find(client, name);
  expect(asked).toHaveLength(1);
  nowMs += 6 * 60_000;
  await find(client, 'Work');
  expect(asked).toHaveLength(2);
  await expect(find(client, 'Wor')).rejects.toMatchObject({
    code: 'invalid_input',
    message: 'calendar: there is no calendar "Wor".',
    nextAction: expect.stringMatching(/^Use one of: "Work", /),
  });
  expect(asked).toHaveLength(3);
});

it('does not choose between calendars of one name', async () => {
  await expect(find(calendars().client, 'Family')).rejects.toMatchObject({
    code: 'invalid_input',
    nextAction: 'Use the id of the one that is meant; calendars_list shows it.',
  });
});

it('reads all pages of the list, but no list without end', async () => {
  const pages = (last: number) =>
    playedCalendar({
      [`GET ${path}`]: ({ searchParams }) => {
        const page = Number(searchParams.get('pageToken') ?? '0');
        const items = [{ id: `c_${page}@group.calendar.google.com`, summary: `Number ${page}` }];
        return Response.json({ items, ...(page < last ? { nextPageToken: String(page + 1) } : {}) });
      },
    });
  expect(await find(pages(3).client, 'number 3')).toBe('c_3@group.calendar.google.com');
  await expect(find(pages(1000).client, 'number 999')).rejects.toMatchObject({ code: 'invalid_response' });
});

it.each(['../../users/me', 'a/b@c', '..', '.', '?x=1', 'a b@c', '%2e%2e'])(
  'takes %j for a name, not for a part of the address',
  async (name) => {
    const { client, asked } = calendars();
    await expect(find(client, name)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(new Set(asked)).toEqual(new Set([`GET ${path}`]));
  },
);
