import type { FaultReport } from './fault-report.ts';
import type { FaultScenario } from './fault-scenario.ts';
import { faultScenarios } from './fault-scenarios.ts';
import type { FaultSubject } from './fault-subject.ts';
import { playScenario } from './play-scenario.ts';

/** The rows of a Markdown table of all scenarios, or of those named, one after the other as they are played. */
export async function* faultTable(
  subject: FaultSubject,
  names: readonly string[] = Object.keys(faultScenarios),
): AsyncGenerator<string> {
  yield '| scenario | server | callers | served at once | refused | requests (allowed) | longest wait | claims |';
  yield '|---|---|---|---|---|---|---|---|';
  for (const [name, scenario] of Object.entries<FaultScenario>(faultScenarios)) {
    if (!names.includes(name)) continue;
    const obstacle = scenario.obstacle?.(subject);
    if (obstacle !== undefined) yield `| ${name} | | | | | | | not played: ${obstacle} |`;
    else yield row([name, serverOf(scenario)], await playScenario(scenario, subject));
  }
}

function serverOf({ graceMs = 0 }: FaultScenario): string {
  return graceMs === 0 ? 'oidc-provider' : `oidc-provider, ${graceMs / 1000} s of grace`;
}

function row(titles: readonly string[], report: FaultReport): string {
  const { callers, served, refused, requests, requestsAllowed, longestWaitMs, problems } = report;
  const refusals = Object.entries(refused).map(([code, count]) => `${count} × ${code}`);
  const cells = [
    ...titles,
    callers,
    served,
    refusals.join(', ') || 0,
    `${requests} (${requestsAllowed})`,
    `${(longestWaitMs / 1000).toFixed(1)} s`,
    problems.length === 0 ? 'hold' : `BROKEN: ${problems.join('; ')}`,
  ];
  return `| ${cells.join(' | ')} |`;
}
