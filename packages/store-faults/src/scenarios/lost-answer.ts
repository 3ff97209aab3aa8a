import { duringRefresh } from '../during-refresh.ts';
import type { FaultScenario } from '../fault-scenario.ts';

/** The store has taken the new token, and the process does not hear of it. */
export const lostAnswer: FaultScenario = {
  sentence: 'a write whose answer was lost is found in the store: everybody gets its token, nobody an error',
  timeoutMs: 90_000,
  play: async (stage) => {
    let isLost = false;
    const report = await duringRefresh(stage, {
      claims: { requestsAllowed: 1 },
      strike: async () => {
        stage.link
          .loseAnswer((sent) => sent.includes('accessToken'))
          .then(
            () => {
              isLost = true;
            },
            () => undefined,
          );
      },
    });
    return isLost ? report : { ...report, problems: [...report.problems, 'no answer was lost'] };
  },
};
