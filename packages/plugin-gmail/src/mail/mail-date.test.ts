import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from './mail-date.ts';

describe('a Date header', () => {
  it.each([
    ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T10:52:37+02:00'],
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z'],
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T09:55:06-06:00'],
    ['Wed, 28 May 2014 17:18:19 +0900 (JST)', '2014-05-28T17:18:19+09:00'],
    ['Tue, 22 Jan 2002 14:35:28 UT', '2002-01-22T14:35:28Z'],
    ['Thu, 13 Feb 1969 23:32 -0330', '1969-02-13T23:32:00-03:30'],
    ['Mon, 5 Jan 2026 08:00:00 PST', '2026-01-05T08:00:00-08:00'],
    ['Mon, 5 Jan 2026 08:00:00 -0000', '2026-01-05T08:00:00Z'],
    ['29 Feb 2024 00:00:00 +0000', '2024-02-29T00:00:00Z'],
  ])('reads %s', (header, date) => {
    expect(isoDate(header)).toBe(date);
  });

  it.each([
    ['hello 5'],
    ['Tue, 12 Oct 2010 16:21:05 H0500'],
    ['30 Feb 2024 00:00:00 +0000'],
    ['1 Jul 2003 25:00:00 +0000'],
    ['1 Jul 2003 10:00:00 +9900'],
    ['1 Jul 2003 10:00:00'],
    ['1 Foo 2003 10:00:00 +0000'],
    [''],
    [undefined],
  ])('takes %s for no date', (header) => {
    expect(isoDate(header)).toBeNull();
  });

  it('names the moment that any date of the standard form means', () => {
    const moment = fc.date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        const found = isoDate(new Date(seconds).toUTCString().replace('GMT', '+0000'));
        expect(Date.parse(found ?? '')).toBe(seconds);
      }),
    );
  });
});
