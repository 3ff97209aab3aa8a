import { writeFileSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { summaryFileVariable, type TestSummary } from './test-summary.ts';

/** Leaves vitest's counts, with the titles of what failed or was skipped, for the script that sums them up. */
export default class VitestSummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    const file = process.env[summaryFileVariable];
    if (file) writeFileSync(file, JSON.stringify(summarize(modules, unhandledErrors)));
  }
}

function summarize(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): TestSummary {
  const summary: TestSummary = { passed: 0, failed: 0, failures: [], skips: [] };
  const fail = (title: string) => {
    summary.failed += 1;
    summary.failures.push(title);
  };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const title = titleOf(test);
      const result = test.result();
      if (result.state === 'passed') summary.passed += 1;
      else if (result.state === 'skipped') summary.skips.push({ title, reason: result.note ?? '' });
      else fail(title);
    }
    // Errors outside of tests: a file that does not load, a hook that throws.
    for (const suite of [module, ...module.children.allSuites()]) {
      for (const error of suite.errors()) fail(`${nameOf(module)}: ${error.message}`);
    }
  }
  for (const error of unhandledErrors) fail(`unhandled: ${error.message}`);
  return summary;
}

function titleOf(test: TestCase) {
  return `${nameOf(test.module)}: ${test.fullName}`;
}

function nameOf(module: TestModule) {
  return `${module.project.name} ${module.relativeModuleId}`;
}
