import { existsSync, readFileSync } from 'node:fs';

/** A test that did not run, with the reason that it gave. */
export interface Skip {
  title: string;
  reason: string;
}

/** What one run of a test runner counted. */
export interface TestSummary {
  passed: number;
  failed: number;
  failures: string[];
  skips: Skip[];
}

/** The environment variable that names the file in which a test runner leaves its `TestSummary`. */
export const summaryFileVariable = 'CHECK_SUMMARY_FILE';

/** Reads what a test runner left, or `undefined` when it ended before it could. */
export function readTestSummary(file: string): TestSummary | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestSummary) : undefined;
}
