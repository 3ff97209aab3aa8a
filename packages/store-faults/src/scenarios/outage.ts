import type { FaultScenario } from '../fault-scenario.ts';
import { settle } from '../settle.ts';
import { askAll } from '../stage.ts';

/** The authorization server is down, and the store is how processes tell each other. */
export const outage: FaultScenario = {
  sentence:
    'in an outage of the authorization server eight processes send a handful of requests between them',
  timeoutMs: 90_000,
  play: async (stage) => {
    const { authorization } = stage;
    const expired = await stage.expire();
    const requestsBefore = authorization.requestCount;
    const processes = await stage.start(8);
    authorization.fail({ status: 503 });
    const outcomes = await askAll(processes, expired, 100);
    authorization.recover();
    // Four while it lasts, and the one that succeeds.
    const claims = { requestsAllowed: 5, mayFailWith: ['provider_unavailable'] };
    return settle(stage, { expired, processes, outcomes, requestsBefore }, claims);
  },
};
