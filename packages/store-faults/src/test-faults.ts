import assert from 'node:assert/strict';
import type { FaultScenario } from './fault-scenario.ts';
import { type FaultScenarioName, faultScenarios } from './fault-scenarios.ts';
import type { FaultSubject } from './fault-subject.ts';
import { playScenario } from './play-scenario.ts';

/** How a store's fault runs become tests. */
export interface FaultTests {
  readonly subject: FaultSubject;
  /** Your test runner's `describe` and `it`. */
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (
    title: string,
    options: { readonly timeout: number; readonly skip?: true },
    body: () => Promise<void>,
  ) => unknown;
  /** Scenarios that are left out, each with the reason that is shown in its place. */
  readonly skip?: Readonly<Partial<Record<FaultScenarioName, string>>>;
}

/** Makes one test of each scenario. */
export function testFaults({ subject, describe, it, skip = {} }: FaultTests): void {
  const reasons = new Map(Object.entries(skip));
  describe(`${subject.name} in trouble`, () => {
    for (const [name, scenario] of Object.entries<FaultScenario>(faultScenarios)) {
      const reason = reasons.get(name) ?? scenario.obstacle?.(subject);
      const title = `${name}: ${scenario.sentence}`;
      const timeout = scenario.timeoutMs;
      if (reason !== undefined)
        it(`${title} (skipped: ${reason})`, { timeout, skip: true }, async () => undefined);
      else
        it(title, { timeout }, async () => {
          const { problems } = await playScenario(scenario, subject);
          assert.deepEqual(problems, []);
        });
    }
  });
}
