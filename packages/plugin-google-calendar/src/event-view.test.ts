import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from './event-schema.ts';
import { eventView } from './event-view.ts';
import { oneLine } from './one-line.ts';
import { plainText } from './plain-text.ts';

const view = (event: object) => eventView({ id: 'e', ...event } as CalendarEvent);

describe('what people see of an event', () => {
  it('has the last day of whole days, and a time in the zone of the event', () => {
    expect(view({ start: { date: '2026-02-27' }, end: { date: '2026-03-02' } })).toMatchObject({
      start: '2026-02-27',
      end: '2026-03-01',
      all_day: true,
    });
    const start = { dateTime: '2026-02-27T10:00:00Z', timeZone: 'Asia/Tokyo' };
    expect(view({ start, end: start })).toMatchObject({
      start: '2026-02-27T19:00:00+09:00',
      time_zone: 'Asia/Tokyo',
    });
    const asked = eventView({ id: 'e', start, end: start } as CalendarEvent, 'America/New_York');
    expect(asked).toMatchObject({ start: '2026-02-27T05:00:00-05:00', time_zone: 'America/New_York' });
    const odd = { dateTime: '2026-02-27T10:00:00+01:00', timeZone: 'Mars/Olympus' };
    expect(view({ start: odd, end: odd })).toMatchObject({ start: odd.dateTime, time_zone: null });
    const loose = { dateTime: 'Feb 27 2026 10:00 UTC' };
    expect(view({ start: loose, end: loose })).toMatchObject({
      start: '2026-02-27T10:00:00.000Z',
      time_zone: null,
    });
  });

  it('is there for an event of which hardly anything may be seen', () => {
    expect(view({})).toMatchObject({ title: '(no title)', start: null, attendees: [], meet_link: null });
  });

  it('leaves out rooms, and guests beyond thirty', () => {
    const attendees = Array.from({ length: 40 }, (_, index) => ({
      email: `${index}@x.example`,
      resource: index === 0,
    }));
    const { attendees: shown, more_attendees } = view({ attendees });
    expect([shown.length, shown[0]?.email, more_attendees]).toEqual([30, '1@x.example', 9]);
  });

  it('has only links that lead to https', () => {
    const conferenceData = { entryPoints: [{ entryPointType: 'video', uri: 'javascript:alert(1)' }] };
    expect(view({ conferenceData }).meet_link).toBeNull();
    expect(view({ hangoutLink: 'https://meet.google.com/a' }).meet_link).toBe('https://meet.google.com/a');
  });
});

it.each([
  ['With <b>milk</b><br>and&nbsp;sugar', 'With milk\nand sugar'],
  ['<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
  ['See <a href="https://x.example/?a=1&amp;b=2">this</a>', 'See this (https://x.example/?a=1&b=2)'],
  ['<a href="javascript:alert(1)">Click</a>', 'Click'],
  ['<p>Hi</p><script>alert(1)</script>', 'Hi'],
  ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
  ['a &amp; b as it was typed', 'a &amp; b as it was typed'],
  ['<i>&lt;b&gt;</i>', '<b>'],
])('%j is read as %j', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it.each(['<a '.repeat(20_000), `<a href="${'x'.repeat(60_000)}`, '<'.repeat(60_000), '<b>'.repeat(20_000)])(
  'an endless description is read all the same (%#)',
  (html) => {
    expect(typeof plainText(html)).toBe('string');
  },
);

it.each([
  ['Tea\r\nX-Header: y', 'Tea X-Header: y'],
  ['\u202eevil\u2066', 'evil'],
  ['  ', undefined],
  [null, undefined],
  ['x'.repeat(600), `${'x'.repeat(500)}…`],
])('%j is %j on one line', (text, line) => {
  expect(oneLine(text)).toBe(line);
});
