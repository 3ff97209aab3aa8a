import { setTimeout } from 'node:timers/promises';
import { tally } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { askAll } from '../stage.ts';

/** How long core trusts a token in memory, and a little more. */
const stalenessMs = 5_100;

/** One process disconnects what another has in memory. */
export const disconnected: FaultScenario = {
  sentence:
    'a disconnect in one process reaches the others within the five seconds for which they trust a token',
  timeoutMs: 60_000,
  play: async (stage) => {
    const expired = await stage.expire();
    const requestsBefore = stage.authorization.requestCount;
    const processes = await stage.start(4);
    const before = await askAll(processes, expired, 10);
    const { account } = expired;
    await processes[0]?.ask({ order: 'disconnect', account });
    await setTimeout(stalenessMs);
    const after = await askAll(processes, expired, 10);
    const requests = stage.authorization.requestCount - requestsBefore;
    const report = tally(before, requests, { requestsAllowed: 1 });
    const wrong = after.filter(({ error }) => error !== 'not_connected');
    const stored = await stage.storedTokens(account);
    return {
      ...report,
      problems: [
        ...report.problems,
        ...(wrong.length > 0 ? [`${wrong.length} callers were not told that nothing is connected`] : []),
        ...(stored === undefined ? [] : ['the record is still there']),
      ],
    };
  },
};
