import { describe, expect, it } from 'vitest';
import { calendarsOfMarch } from '../../test/calendars-of-march.ts';
import { timed } from '../../test/timed.ts';

// The clocks go forward in Berlin and London on 29 March 2026, in New York on 8 March.
const { ada, grace } = await calendarsOfMarch();
const events = 'calendars/primary/events';

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
