import { setTimeout } from 'node:timers/promises';
import type { FaultScenario } from '../fault-scenario.ts';
import { withVictim } from '../with-victim.ts';

/** The holder stands still for longer than its lease lives, and goes on; nothing was rotated meanwhile. */
export const stoppedBefore: FaultScenario = {
  sentence:
    'a holder that stands still before the server has rotated, and goes on, loses its lease and nothing else',
  timeoutMs: 90_000,
  play: (stage) =>
    withVictim(stage, {
      fault: 'hang',
      strike: async (victim) => {
        victim.pause();
        await setTimeout(5_000);
        stage.authorization.recover();
        victim.resume();
      },
    }),
};
