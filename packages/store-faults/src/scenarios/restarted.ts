import { duringRefresh } from '../during-refresh.ts';
import type { FaultScenario } from '../fault-scenario.ts';

/** The server of the store goes down and comes back. */
export const restarted: FaultScenario = {
  sentence:
    'a server that is restarted in the middle of a refresh loses nothing: no token is asked for twice',
  timeoutMs: 90_000,
  obstacle: ({ server }) =>
    server.restart ? undefined : 'not applicable, the server is not ours to restart',
  play: (stage) =>
    duringRefresh(stage, {
      claims: { requestsAllowed: 1, mayFailWith: ['store_failed', 'timeout'] },
      strike: async () => stage.subject.server.restart?.(),
    }),
};
