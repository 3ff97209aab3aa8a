import { describe, expect, it } from 'vitest';
import { googleCalendar } from './index.ts';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('what is asked of people', () => {
  it('is three narrow scopes, from Google’s own addresses', () => {
    const { auth, apiOrigins } = googleCalendar();
    expect(auth.oauth).toMatchObject({
      authUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      scopes: [scope('calendar.events'), scope('calendar.calendarlist.readonly'), scope('calendar.freebusy')],
      clientEnvironment: { id: 'GOOGLE_CLIENT_ID', secret: 'GOOGLE_CLIENT_SECRET' },
    });
    expect(apiOrigins).toEqual(['https://www.googleapis.com']);
  });

  it.each([
    [['calendar'], 6],
    [['calendar.readonly'], 3],
    [['calendar.events.readonly'], 1],
    [['calendar.events'], 4],
    [['calendar.freebusy'], 1],
    [['gmail.modify'], 0],
  ])('with %j is enough for %i tools', (granted, count) => {
    const scopes = granted.map(scope);
    const isEnough = (any: string | readonly string[]) =>
      [any].flat().some((wanted) => scopes.includes(wanted));
    const working = googleCalendar().tools.filter((tool) => (tool.scopes ?? []).every(isEnough));
    expect(working).toHaveLength(count);
  });
});
