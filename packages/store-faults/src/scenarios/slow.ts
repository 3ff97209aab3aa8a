import type { FaultScenario } from '../fault-scenario.ts';
import { settle } from '../settle.ts';
import { askAll } from '../stage.ts';

const delayMs = 2_000;

/** Every step of the protocol with the store takes two seconds. */
export const slow: FaultScenario = {
  sentence:
    'a store that takes two seconds for each statement is refreshed once, and callers are released in time',
  timeoutMs: 120_000,
  play: async (stage) => {
    const expired = await stage.expire();
    const requestsBefore = stage.authorization.requestCount;
    stage.link.delay(delayMs);
    const processes = await stage.start(8);
    const outcomes = await askAll(processes, expired, 100);
    const claims = { requestsAllowed: 1, mayFailWith: ['timeout', 'store_failed'] };
    return settle(stage, { expired, processes, outcomes, requestsBefore }, claims);
  },
};
