import { runTrial } from './store-suite/run-trial.ts';
import type { StoreSuiteOptions } from './store-suite/store-suite-options.ts';
import { type StoreSuite, storeSuites } from './store-suite/store-suites.ts';

const usualTimeoutMs = 20_000;

/** Tries a store by every rule of the contract, one test each, in the caller's own test runner. */
export function testStore(options: StoreSuiteOptions): void {
  const { name = 'The store', describe, it, timeoutFactor = 1 } = options;
  requireReasons(options);
  for (const suite of storeSuites) {
    describe(`${name} ${suite.title}`, () => {
      for (const [ruleName, rule] of Object.entries(suite.rules)) {
        const reason = skipReason(suite, ruleName, options);
        const title = `${ruleName}: ${rule.sentence}`;
        const timeout = (rule.timeoutMs ?? usualTimeoutMs) * timeoutFactor;
        if (reason === undefined) it(title, { timeout }, () => runTrial(rule, options));
        else it(`${title} (skipped: ${reason})`, { timeout, skip: true }, async () => undefined);
      }
    });
  }
}

/** Why a rule is not tried; undefined when it is. */
function skipReason(
  { areShared }: StoreSuite,
  ruleName: string,
  { skip = {}, processes }: StoreSuiteOptions,
): string | undefined {
  const chosen = new Map(Object.entries(skip)).get(ruleName);
  if (chosen !== undefined) return chosen;
  if (areShared && 'none' in processes) return processes.none;
  return undefined;
}

/** Whoever leaves something out says why, and leaves out nothing that is not there. */
function requireReasons({ skip = {}, processes }: StoreSuiteOptions): void {
  const known = new Set(storeSuites.flatMap(({ rules }) => Object.keys(rules)));
  for (const [ruleName, reason] of Object.entries(skip)) {
    if (!known.has(ruleName)) throw new TypeError(`There is no rule "${ruleName}" to skip.`);
    if (!reason?.trim()) throw new TypeError(`Skipping the rule "${ruleName}" needs a reason.`);
  }
  if ('none' in processes && !processes.none.trim())
    throw new TypeError('A store that no other process can open needs a reason: { none: "…" }.');
}
