import type { FaultReport } from './fault-report.ts';
import { playVictim, type Strike } from './play-victim.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

/** Does something to the process that has sent the request; everybody must be served in the end. */
export async function withVictim(stage: Stage, strike: Strike): Promise<FaultReport> {
  return settle(stage, await playVictim(stage, strike), { requestsAllowed: 2 });
}
