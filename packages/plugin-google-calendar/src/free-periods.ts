/** From one instant to another. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is left of a period when nobody may be busy. */
export function freePeriods(whole: Period, busy: readonly Period[]): Period[] {
  const free: Period[] = [];
  let freeFromMs = whole.startMs;
  for (const { startMs, endMs } of busy.toSorted((one, other) => one.startMs - other.startMs)) {
    if (startMs >= whole.endMs) break;
    if (startMs > freeFromMs) free.push({ startMs: freeFromMs, endMs: startMs });
    freeFromMs = Math.max(freeFromMs, endMs);
  }
  if (freeFromMs < whole.endMs) free.push({ startMs: freeFromMs, endMs: whole.endMs });
  return free;
}
