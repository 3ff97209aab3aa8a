/** Most refreshes take a fraction of a second; who still waits then need not look as often. */
const eagerMs = 1_000;
const eagerPauseMs = 8;
const patientPauseMs = 50;

/** How long a waiter pauses before it looks again, after having waited for so long; milliseconds. */
export function waitingPauseMs(waitedMs: number, random: () => number): number {
  return (waitedMs < eagerMs ? eagerPauseMs : patientPauseMs) * (0.5 + random());
}
