import { setTimeout } from 'node:timers/promises';
import { summed, tally } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { askAll, type Stage } from '../stage.ts';

const rounds = 25;
/** From the server's answer on. */
const stepMs = 4;
/** The last rounds kill as soon as the callers are served. */
const roundsServed = 5;

/** A kill at each moment at which the answer comes and is saved, and right after it. */
export const killedWhileSaving: FaultScenario = {
  sentence:
    'a process that is killed 0 to 76 ms after the server has rotated, or as soon as it has served, has handed out no token that the store lacks, and leaves it readable',
  timeoutMs: 180_000,
  play: async (stage) => {
    const reports = [];
    for (let round = 0; round < rounds; round += 1) {
      const isServedFirst = round >= rounds - roundsServed;
      reports.push(await playRound(stage, isServedFirst ? undefined : round * stepMs));
    }
    const report = summed(reports);
    if (report.served > 0) return report;
    const problem = 'nobody was served before a kill, so nothing was shown';
    return { ...report, problems: [...report.problems, problem] };
  },
};

async function playRound(stage: Stage, afterMs: number | undefined) {
  const { authorization } = stage;
  const expired = await stage.expire();
  const { requestCount: requestsBefore, rotationCount } = authorization;
  const [victim] = await stage.start(1);
  if (!victim) throw new Error('No process was started.');
  const asked = askAll([victim], expired, 3);
  if (afterMs === undefined) await asked;
  else {
    await authorization.rotated(rotationCount + 1);
    await setTimeout(afterMs);
  }
  await victim.kill();
  const outcomes = await asked;
  const report = tally(outcomes, authorization.requestCount - requestsBefore, { requestsAllowed: 1 });
  const stored = await stage.storedTokens(expired.account);
  // Within the few milliseconds between the server's answer and the store a grant can be lost; then nobody has its token.
  const isLost = outcomes.some(({ token }) => token !== stored?.accessToken);
  const isDead = outcomes.length > 0 && !(stored && (await authorization.isLive(stored.accessToken)));
  return {
    ...report,
    problems: [
      ...report.problems,
      ...(stored === undefined ? ['the record is gone'] : []),
      ...(isLost ? ['a token was handed out that is not in the store'] : []),
      ...(isDead ? ['the token in the store is not alive'] : []),
    ],
  };
}
