const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

const full = scope('calendar');
const readonly = scope('calendar.readonly');

/** Which scopes open which group of methods: any one of them. https://developers.google.com/workspace/calendar/api/auth */
export const calendarScopes = {
  calendarList: [full, readonly, scope('calendar.calendarlist'), scope('calendar.calendarlist.readonly')],
  readEvents: [full, readonly, scope('calendar.events'), scope('calendar.events.readonly')],
  writeEvents: [full, scope('calendar.events')],
  freeBusy: [full, readonly, scope('calendar.freebusy'), scope('calendar.events.freebusy')],
} as const satisfies Readonly<Record<string, readonly string[]>>;
