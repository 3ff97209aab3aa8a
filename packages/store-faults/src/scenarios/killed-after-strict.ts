import { tally } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { playVictim } from '../play-victim.ts';

/** The holder dies with the only copy of the tokens, and the server forgives nothing: the grant cannot be saved. */
export const killedAfterStrict: FaultScenario = {
  sentence:
    'where the server has no period of grace, a holder that is killed after it has rotated costs the grant: everybody is told to reconnect, nobody gets a dead token, the record stays',
  timeoutMs: 90_000,
  play: async (stage) => {
    const { authorization } = stage;
    const { expired, outcomes, requestsBefore } = await playVictim(stage, {
      fault: { delayMs: 5_000 },
      strike: (victim) => victim.kill(),
    });
    const requests = authorization.requestCount - requestsBefore;
    const report = tally(outcomes, requests, { requestsAllowed: 2, mayEndWith: ['needs_reauth'] });
    const untold = outcomes.filter(({ error }) => error !== 'needs_reauth');
    const problems = [...report.problems];
    if (untold.length > 0) problems.push(`${untold.length} callers were not told to reconnect`);
    if (await authorization.isGrantAlive(expired.grantId)) problems.push('the server has ended no grant');
    if ((await stage.storedTokens(expired.account)) === undefined) problems.push('the record is gone');
    return { ...report, problems };
  },
};
