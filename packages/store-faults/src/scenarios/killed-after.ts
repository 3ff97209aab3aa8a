import type { FaultScenario } from '../fault-scenario.ts';
import { withVictim } from '../with-victim.ts';

/** The holder dies with the answer under way; only a server with a period of grace can still help. */
export const killedAfter: FaultScenario = {
  sentence:
    'a holder that is killed after the server has rotated costs one more request, where the server has a period of grace',
  timeoutMs: 90_000,
  graceMs: 60_000,
  play: (stage) => withVictim(stage, { fault: { delayMs: 5_000 }, strike: (victim) => victim.kill() }),
};
