import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../test/calendar.ts';
import { calendarsOfMarch } from '../../test/calendars-of-march.ts';
import { timed } from '../../test/timed.ts';

const { ada, grace, sandbox } = await calendarsOfMarch();
const events = 'calendars/primary/events';

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
