import { setTimeout } from 'node:timers/promises';
import { duringRefresh } from '../during-refresh.ts';
import type { FaultScenario } from '../fault-scenario.ts';

const cutMs = 3_000;

/** No way to the store when the answer comes. */
export const cutOff: FaultScenario = {
  sentence:
    'processes that are cut off in the middle of a refresh save what they got when the way is free again',
  timeoutMs: 90_000,
  play: (stage) =>
    duringRefresh(stage, {
      claims: { requestsAllowed: 1, mayFailWith: ['store_failed', 'timeout'] },
      strike: async () => {
        stage.link.cut();
        await setTimeout(cutMs);
        stage.link.restore();
      },
    }),
};
