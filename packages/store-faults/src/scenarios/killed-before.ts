import type { FaultScenario } from '../fault-scenario.ts';
import { withVictim } from '../with-victim.ts';

/** The holder of the lease dies, and nothing was rotated. */
export const killedBefore: FaultScenario = {
  sentence: 'a holder of the lease that is killed before the server has rotated costs one more request',
  timeoutMs: 90_000,
  play: (stage) => withVictim(stage, { fault: 'hang', strike: (victim) => victim.kill() }),
};
