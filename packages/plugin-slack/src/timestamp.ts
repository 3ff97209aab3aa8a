/** A message's `ts` (seconds with six decimals) as ISO 8601 in UTC; undefined when it is not a time. */
export function timeOf(timestamp: string): string | undefined {
  const date = new Date(Math.floor(Number(timestamp) * 1000));
  return /^\d{1,12}\.\d{1,9}$/.test(timestamp) && !Number.isNaN(date.getTime())
    ? date.toISOString()
    : undefined;
}

/** An ISO 8601 time as Slack counts it: seconds since the epoch. */
export function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}
