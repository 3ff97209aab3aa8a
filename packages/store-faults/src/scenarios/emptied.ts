import { setTimeout } from 'node:timers/promises';
import { tally } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { settle } from '../settle.ts';
import { askAll } from '../stage.ts';

/** How long core trusts a token in memory, and a little more. */
const stalenessMs = 5_100;

/** A failover to a replica that has nothing, or a restart without persistence. */
export const emptied: FaultScenario = {
  sentence:
    'an empty server in the place of the right one is told as a failure of the store, not as a missing connection, and costs nothing when the right one is back',
  timeoutMs: 90_000,
  obstacle: ({ server }) =>
    server.replaceByEmpty ? undefined : 'not applicable, no empty server can take its place',
  play: async (stage) => {
    const { authorization, subject } = stage;
    const expired = await stage.expire();
    const requestsBefore = authorization.requestCount;
    const processes = await stage.start(8);
    const before = await askAll(processes, expired, 100);
    const bringBack = await subject.server.replaceByEmpty?.();
    await setTimeout(stalenessMs);
    const during = await askAll(processes, expired, 100);
    await bringBack?.();
    const claims = { requestsAllowed: 1, mayFailWith: ['store_failed'] };
    const after = await settle(stage, { expired, processes, outcomes: before, requestsBefore }, claims);
    const hidden = during.filter(({ error }) => error !== 'store_failed');
    const report = tally([...before, ...during], after.requests, claims);
    return {
      ...report,
      problems: [
        ...after.problems,
        ...(hidden.length > 0 ? [`${hidden.length} callers were not told: ${hidden[0]?.error}`] : []),
      ],
    };
  },
};
