/** Begin and end of an event, as the Calendar API takes them. */
export function timed(start: string, end: string, timeZone = 'Europe/Berlin') {
  return { start: { dateTime: start, timeZone }, end: { dateTime: end, timeZone } };
}
