import { type FaultReport, summed } from '../fault-report.ts';
import type { FaultScenario } from '../fault-scenario.ts';
import { hostNetwork, namespaceObstacle } from '../host-network.ts';
import { settle } from '../settle.ts';
import { askAll, type Stage } from '../stage.ts';

const hourMs = 3_600_000;
const rounds = 3;

/** Two hosts that share nothing but the store, and whose clocks are two hours apart. */
export const twoHosts: FaultScenario = {
  sentence: 'two hosts in networks of their own with clocks two hours apart send one request between them',
  timeoutMs: 120_000,
  obstacle: namespaceObstacle,
  play: async (stage) => {
    const ports = [stage.link.port, Number(new URL(stage.authorization.endpoints.tokenUrl).port)];
    const hosts = await Promise.all([1, 2].map((number) => hostNetwork(number, ports)));
    try {
      const started = await Promise.all(
        hosts.map(({ before }, index) =>
          stage.start(4, { before, clockOffsetMs: index === 0 ? -hourMs : hourMs }),
        ),
      );
      return await playRounds(stage, started.flat());
    } finally {
      for (const host of hosts) await host.remove();
    }
  },
};

async function playRounds(stage: Stage, processes: Awaited<ReturnType<Stage['start']>>) {
  const { authorization } = stage;
  const reports: FaultReport[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const expired = await stage.expire();
    const requestsBefore = authorization.requestCount;
    // Longer than a lease lives without renewal.
    authorization.fail({ delayMs: 4_500 }, { times: 1 });
    const outcomes = await askAll(processes, expired, 100);
    reports.push(
      await settle(stage, { expired, processes, outcomes, requestsBefore }, { requestsAllowed: 1 }),
    );
  }
  return summed(reports);
}
