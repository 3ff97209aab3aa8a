import { setTimeout } from 'node:timers/promises';
import type { FaultScenario } from '../fault-scenario.ts';
import { withVictim } from '../with-victim.ts';

/** The same with the answer under way: two processes come to hold what the server gave, and one of them writes it. */
export const stoppedAfter: FaultScenario = {
  sentence:
    'a holder that stands still after the server has rotated, and goes on, does no harm to what others have stored',
  timeoutMs: 90_000,
  graceMs: 60_000,
  play: (stage) =>
    withVictim(stage, {
      fault: { delayMs: 1_000 },
      strike: async (victim) => {
        victim.pause();
        await setTimeout(6_000);
        victim.resume();
      },
    }),
};
