import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarOf } from '../../test/calendar.ts';
import { type Sandbox, startSandbox } from '../index.ts';

type Api = Awaited<ReturnType<typeof calendarOf>>;

// The clocks go forward in Berlin and London on 29 March 2026, in New York on 8 March.
const now = Date.parse('2026-03-02T12:00:00Z');
let sandbox: Sandbox;
let ada: Api;
let grace: Api;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => now });
  ada = await calendarOf(sandbox);
  grace = await calendarOf(sandbox, 'grace@sandbox.example');
});
afterAll(() => sandbox.close());

const events = 'calendars/primary/events';
const timed = (start: string, end: string, timeZone = 'Europe/Berlin') => ({
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
});

/** Makes a series and answers when its events begin. */
async function startsOf(body: object): Promise<{ id: string; starts: string[] }> {
  const { body: series } = await ada(events, { summary: 'Series', ...body });
  const instances = await ada(`${events}/${series.id}/instances?timeZone=Europe/Berlin`);
  return {
    id: series.id,
    starts: instances.body.items.map(
      ({ start }: { start: { dateTime?: string; date?: string } }) => start.dateTime ?? start.date,
    ),
  };
}

describe('series', () => {
  it('keep their time of day when the clocks change', async () => {
    const { starts } = await startsOf({
      ...timed('2026-03-22T10:00:00', '2026-03-22T11:00:00'),
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
    });
    expect(starts).toEqual([
      '2026-03-22T10:00:00+01:00',
      '2026-03-29T10:00:00+02:00',
      '2026-04-05T10:00:00+02:00',
    ]);
  });

  it('end with UNTIL, which is inclusive, and leave out EXDATE', async () => {
    const { starts } = await startsOf({
      ...timed('2026-04-01T10:00:00', '2026-04-01T11:00:00'),
      recurrence: ['RRULE:FREQ=DAILY;UNTIL=20260404T080000Z', 'EXDATE;TZID=Europe/Berlin:20260402T100000'],
    });
    expect(starts.map((start) => start.slice(8, 10))).toEqual(['01', '03', '04']);
  });

  it('of whole days have dates', async () => {
    const { starts } = await startsOf({
      start: { date: '2026-05-01' },
      end: { date: '2026-05-02' },
      recurrence: ['RRULE:FREQ=YEARLY;COUNT=2'],
    });
    expect(starts).toEqual(['2026-05-01', '2027-05-01']);
  });

  it('keep single events that were changed or deleted, until the series is moved', async () => {
    const { id } = await startsOf({
      ...timed('2026-06-01T10:00:00', '2026-06-01T11:00:00'),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });
    const changed = await ada(
      `${events}/${id}_20260602T080000Z`,
      { summary: 'Changed' },
      { method: 'PATCH' },
    );
    expect(changed.body).toMatchObject({
      recurringEventId: id,
      summary: 'Changed',
      originalStartTime: { dateTime: expect.any(String) },
    });
    expect((await ada(`${events}/${id}_20260603T080000Z`, undefined, { method: 'DELETE' })).status).toBe(204);
    const list = async () =>
      (await ada(`${events}/${id}/instances`)).body.items.map(({ summary }: { summary: string }) => summary);
    expect(await list()).toEqual(['Series', 'Changed']);
    const deleted = await ada(`${events}/${id}_20260603T080000Z`);
    expect(deleted.body).toMatchObject({ status: 'cancelled' });
    await ada(`${events}/${id}`, timed('2026-06-01T12:00:00', '2026-06-01T13:00:00'), { method: 'PATCH' });
    expect(await list()).toEqual(['Series', 'Series', 'Series']);
  });
});

describe('what Google refuses', () => {
  it.each([
    ['an event without end', { start: { date: '2026-01-01' } }, 'required'],
    [
      'a local time without zone',
      { start: { dateTime: '2026-01-01T10:00:00' }, end: { dateTime: '2026-01-01T11:00:00' } },
      'required',
    ],
    [
      'a series without zone',
      {
        start: { dateTime: '2026-01-01T10:00:00Z' },
        end: { dateTime: '2026-01-01T11:00:00Z' },
        recurrence: ['RRULE:FREQ=DAILY'],
      },
      'required',
    ],
    [
      'a day and a time',
      { start: { date: '2026-01-01', dateTime: '2026-01-01T10:00:00Z' }, end: { date: '2026-01-02' } },
      'invalid',
    ],
    ['an end before the start', timed('2026-01-01T10:00:00', '2026-01-01T09:00:00'), 'timeRangeEmpty'],
    ['a zone that is none', timed('2026-01-01T10:00:00', '2026-01-01T11:00:00', 'Mars/Olympus'), 'invalid'],
    [
      'a rule that is none',
      { ...timed('2026-01-01T10:00:00', '2026-01-01T11:00:00'), recurrence: ['RRULE:FREQ=NEVER'] },
      'invalid',
    ],
    [
      'a guest without address',
      { ...timed('2026-01-01T10:00:00', '2026-01-01T11:00:00'), attendees: [{ email: 'ada' }] },
      'invalid',
    ],
    [
      'an id with other letters',
      { ...timed('2026-01-01T10:00:00', '2026-01-01T11:00:00'), id: 'XYZ' },
      'invalid',
    ],
    [
      'a field that does not exist',
      { ...timed('2026-01-01T10:00:00', '2026-01-01T11:00:00'), title: 'x' },
      'invalidArgument',
    ],
  ])('%s', async (_, body, reason) => {
    const { status, body: answer } = await ada(events, body);
    expect(status).toBe(400);
    expect(answer.error.errors[0].reason).toBe(reason);
  });

  it.each([
    [`${events}?timeMin=2026-01-01`, 400, 'badRequest'],
    [`${events}?orderBy=startTime`, 400, 'badRequest'],
    [`${events}?timeMin=2026-01-02T00:00:00Z&timeMax=2026-01-01T00:00:00Z`, 400, 'timeRangeEmpty'],
    [`${events}?pageToken=x.1`, 400, 'invalid'],
    [`${events}?maxresults=1`, 400, 'invalidParameter'],
    [`${events}/nothing`, 404, 'notFound'],
    ['calendars/nobody@sandbox.example/events', 404, 'notFound'],
    ['calendars/grace@sandbox.example/events', 404, 'notFound'],
  ])('GET %s with %i %s', async (path, status, reason) => {
    const answer = await ada(path);
    expect(answer.status).toBe(status);
    expect(answer.body.error.errors[0].reason).toBe(reason);
  });

  it('a change of a state that is no more, and of what was deleted', async () => {
    const { body: event } = await ada(events, timed('2026-07-01T10:00:00', '2026-07-01T11:00:00'));
    const path = `${events}/${event.id}`;
    const headers = { 'if-match': event.etag };
    expect((await ada(path, { summary: 'One' }, { method: 'PATCH', headers })).status).toBe(200);
    expect((await ada(path, { summary: 'Two' }, { method: 'PATCH', headers })).status).toBe(412);
    expect((await ada(path, undefined, { method: 'DELETE', headers })).status).toBe(412);
    expect((await ada(path, undefined, { method: 'DELETE' })).status).toBe(204);
    expect((await ada(path, undefined, { method: 'DELETE' })).body.error.errors[0].reason).toBe('deleted');
  });

  it('whole days beside a time that is still there', async () => {
    const { body: event } = await ada(events, timed('2026-07-02T10:00:00', '2026-07-02T11:00:00'));
    const day = (rest: object) => ({
      start: { date: '2026-07-02', ...rest },
      end: { date: '2026-07-03', ...rest },
    });
    const change = (body: object) => ada(`${events}/${event.id}`, body, { method: 'PATCH' });
    expect((await change(day({}))).body.error.message).toBe('Invalid start time.');
    expect((await change(day({ dateTime: null }))).body.start).toEqual({ date: '2026-07-02' });
  });

  it('changes in a calendar that one may only read, and without the scope', async () => {
    const { body } = await grace(
      'calendars/c_engine0work@group.calendar.google.com/events',
      timed('2026-07-01T10:00:00', '2026-07-01T11:00:00'),
    );
    expect(body.error.errors[0].reason).toBe('requiredAccessLevel');
    const reader = await calendarOf(
      sandbox,
      'ada@sandbox.example',
      'https://www.googleapis.com/auth/calendar.events.readonly',
    );
    expect((await reader(events)).status).toBe(200);
    expect(
      (await reader(events, timed('2026-07-01T10:00:00', '2026-07-01T11:00:00'))).body.error.errors[0].reason,
    ).toBe('insufficientPermissions');
    expect((await reader('users/me/calendarList')).status).toBe(403);
    expect(
      (await reader('freeBusy', { timeMin: '2026-07-01T10:00:00Z', timeMax: '2026-07-02T10:00:00Z' })).status,
    ).toBe(403);
  });
});

describe('people', () => {
  it('find what they are invited to in their own calendar, answer it, and change nothing else', async () => {
    const attendees = [{ email: 'grace@sandbox.example' }];
    const { body: event } = await ada(events, {
      ...timed('2026-08-01T10:00:00', '2026-08-01T11:00:00'),
      attendees,
    });
    const path = `${events}/${event.id}`;
    expect((await grace(path)).body.attendees).toEqual([
      { email: 'grace@sandbox.example', responseStatus: 'needsAction', self: true },
    ]);
    const answered = [{ email: 'grace@sandbox.example', responseStatus: 'accepted' }];
    expect((await grace(path, { attendees: answered }, { method: 'PATCH' })).status).toBe(200);
    expect((await ada(path)).body.attendees[0].responseStatus).toBe('accepted');
    const refused = await grace(path, { summary: 'Mine' }, { method: 'PATCH' });
    expect(refused.body.error.errors[0].reason).toBe('forbiddenForNonOrganizer');
    await grace(path, undefined, { method: 'DELETE' });
    expect((await grace(path)).status).toBe(404);
    expect((await ada(path)).status).toBe(200);
  });

  it('see when others are busy, but not with what', async () => {
    const ask = (id: string) =>
      ada('freeBusy', { timeMin: '2026-03-03T00:00:00Z', timeMax: '2026-03-04T00:00:00Z', items: [{ id }] });
    expect((await ask('grace@sandbox.example')).body.calendars['grace@sandbox.example'].busy).toEqual([
      { start: '2026-03-03T14:00:00Z', end: '2026-03-03T15:00:00Z' },
      { start: '2026-03-03T16:00:00Z', end: '2026-03-03T17:00:00Z' },
    ]);
    expect((await ask('x@y.example')).body.calendars['x@y.example'].errors[0].reason).toBe('notFound');
  });
});

it('makes a conference only for those who understand them, and one for one request', async () => {
  const conferenceData = {
    createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
  };
  const body = { ...timed('2026-09-01T10:00:00', '2026-09-01T11:00:00'), conferenceData };
  expect((await ada(events, body)).body.hangoutLink).toBeUndefined();
  const { body: event } = await ada(`${events}?conferenceDataVersion=1`, body);
  expect(event.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
  const again = await ada(
    `${events}/${event.id}?conferenceDataVersion=1`,
    { conferenceData },
    { method: 'PATCH' },
  );
  expect(again.body.hangoutLink).toBe(event.hangoutLink);
});

it('lists events in pages, in order, and finds words', async () => {
  const query =
    'singleEvents=true&orderBy=startTime&maxResults=1&timeMin=2026-03-02T12:00:00Z&timeMax=2026-03-20T00:00:00Z';
  const first = (await ada(`${events}?${query}`)).body;
  const second = (await ada(`${events}?${query}&pageToken=${first.nextPageToken}`)).body;
  const titles = [...first.items, ...second.items].map(({ summary }: { summary: string }) => summary);
  expect(titles).toEqual(['Tea with Grace', 'Journey to Paris']);
  expect((await ada(`${events}?q=royal tea`)).body.items).toHaveLength(1);
});
