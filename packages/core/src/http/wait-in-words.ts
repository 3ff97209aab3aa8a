const units = [
  ['days', 24 * 3_600_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
] as const;

/** A duration as a person says it, rounded up: `90 seconds`, `15 minutes`, `24 hours`. */
export function waitInWords(durationMs: number): string {
  const [unit, unitMs] = units.find(([, length]) => durationMs >= 2 * length) ?? ['seconds', 1_000];
  const count = Math.max(1, Math.ceil(durationMs / unitMs));
  return count === 1 ? '1 second' : `${count} ${unit}`;
}
