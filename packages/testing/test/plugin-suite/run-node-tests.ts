import { execFile } from 'node:child_process';

/** Runs a file with Node's own test runner and counts what it says. */
export function runNodeTests(file: string): Promise<{ readonly passed: number; readonly failed: number }> {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--test', '--test-reporter=tap', file], { env }, (_, stdout) => {
      const count = (name: string) => Number(new RegExp(`^# ${name} (\\d+)`, 'm').exec(stdout)?.[1] ?? -1);
      resolve({ passed: count('pass'), failed: count('fail') });
    });
  });
}
