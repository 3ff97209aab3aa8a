import { type FaultReport, summed } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { settle } from '../settle.ts';
import { askAll } from '../stage.ts';

const rounds = 10;

/** Everybody at once, again and again. */
export const herd: FaultScenario = {
  sentence: 'eight processes with a hundred callers each send one request, ten times in a row',
  timeoutMs: 180_000,
  play: async (stage) => {
    const processes = await stage.start(8);
    const reports: FaultReport[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const expired = await stage.expire();
      const requestsBefore = stage.authorization.requestCount;
      const outcomes = await askAll(processes, expired, 100);
      reports.push(
        await settle(stage, { expired, processes, outcomes, requestsBefore }, { requestsAllowed: 1 }),
      );
    }
    return summed(reports);
  },
};
