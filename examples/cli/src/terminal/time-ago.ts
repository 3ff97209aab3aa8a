const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long something is over, as people say it: `2 hours ago`. */
export function timeAgo(date: Date, now = Date.now()): string {
  const passedMs = now - date.getTime();
  const [unit, lengthMs] = units.find(([, length]) => passedMs >= length) ?? [];
  if (unit === undefined || lengthMs === undefined) return 'just now';
  const count = Math.floor(passedMs / lengthMs);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
