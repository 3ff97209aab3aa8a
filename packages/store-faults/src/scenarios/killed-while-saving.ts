import { setTimeout } from 'node:timers/promises';
import { summed, tally } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { askAll, type Stage } from '../stage.ts';

const rounds = 25;
/** From the request on: the last ones have served their callers before they are killed. */
const stepMs = 2;

/** A kill at each moment at which the answer comes and is saved. */
export const killedWhileSaving: FaultScenario = {
  sentence:
    'a process that is killed 0 to 48 ms after the request has handed out no token that the store lacks, and leaves it readable',
  timeoutMs: 180_000,
  play: async (stage) => {
    const reports = [];
    for (let round = 0; round < rounds; round += 1) reports.push(await playRound(stage, round * stepMs));
    const report = summed(reports);
    if (report.served > 0) return report;
    return {
      ...report,
      problems: [...report.problems, 'nobody was served before a kill, so nothing was shown'],
    };
  },
};

async function playRound(stage: Stage, afterMs: number) {
  const { authorization } = stage;
  const expired = await stage.expire();
  const requestsBefore = authorization.requests.length;
  const [victim] = await stage.start(1);
  if (!victim) throw new Error('No process was started.');
  const asked = askAll([victim], expired, 3);
  await authorization.arrived(requestsBefore + 1);
  await setTimeout(afterMs);
  await victim.kill();
  const outcomes = await asked;
  const report = tally(outcomes, authorization.requests.length - requestsBefore, { requestsAllowed: 1 });
  const stored = await stage.storedToken(expired.account);
  // Within the few milliseconds between the server's answer and the store a grant can be lost; then nobody has its token.
  const isLost = outcomes.some(({ token }) => token !== stored || !authorization.isLive(token ?? ''));
  return {
    ...report,
    problems: [
      ...report.problems,
      ...(stored === undefined ? ['the record is gone'] : []),
      ...(isLost ? ['a token was handed out that is not in the store, or not alive'] : []),
    ],
  };
}
