import type { Played } from './settle.ts';
import { askAll, type Stage } from './stage.ts';
import type { ServerFault } from './strict-server/server-faults.ts';
import type { TokenProcess } from './token-process.ts';

/** What happens to the process that has sent the request. */
export interface Strike {
  /** What keeps the answer from it meanwhile. */
  readonly fault: ServerFault;
  readonly strike: (victim: TokenProcess) => Promise<void>;
}

/** Has one process send the request, lets the others wait for it, and does something to that process meanwhile. */
export async function playVictim(stage: Stage, { fault, strike }: Strike): Promise<Played> {
  const { authorization } = stage;
  const processes = await stage.start(8);
  const [victim, ...others] = processes;
  if (!victim) throw new Error('No process was started.');
  // A client that a process has not seen accepted is presented by one process at a time, which is another lease.
  await askAll(processes, await stage.expire(), 1);
  const expired = await stage.expire();
  const { requestCount: requestsBefore, rotationCount } = authorization;
  authorization.fail(fault, { times: 1 });
  const lost = askAll([victim], expired, 100);
  if (fault === 'hang') await authorization.arrived(requestsBefore + 1);
  else await authorization.rotated(rotationCount + 1);
  const waiting = askAll(others, expired, 100);
  await strike(victim);
  const outcomes = [...(await lost), ...(await waiting)];
  return { expired, processes, outcomes, requestsBefore };
}
