// Runs every check of the repository, one after the other, and ends with the line "N passed, N failed[, N skipped]".
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Check, checks, groups } from './checks.ts';
import { readTestSummary, summaryFileVariable, type TestSummary } from './test-summary.ts';
import { unexpectedSkips } from './unexpected-skips.ts';

/** No tool of the checks reports anything to its makers. */
const quietTools = { DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', NODE_OPTIONS: nodeOptions() };

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const unknownGroup = values.only?.find((name) => !groups.includes(name));
if (unknownGroup !== undefined) {
  console.error(`There is no group "${unknownGroup}". Groups: ${groups.join(', ')}.`);
  process.exit(2);
}

const started = performance.now();
const total: TestSummary = { passed: 0, failed: 0, failures: [], skips: [] };
for (const check of checks.filter(({ group }) => values.only?.includes(group) ?? true)) {
  await runCheck(check);
}
report();

async function runCheck(check: Check) {
  const checkStarted = performance.now();
  console.log(`\n=== ${check.title}`);
  if (check.needs && total.failures.includes(check.needs)) {
    total.failed += 1;
    total.failures.push(`${check.title} (not tried, because "${check.needs}" failed)`);
    return;
  }
  const temporaryFolder = mkdtempSync(path.join(tmpdir(), 'sidecar-checks-'));
  const summaryFile = path.join(temporaryFolder, 'summary.json');
  const exitCode = await run(check.command, { [summaryFileVariable]: summaryFile });
  const summary = check.countsItself ? readTestSummary(summaryFile) : undefined;
  rmSync(temporaryFolder, { recursive: true, force: true });
  add(check, exitCode, summary);
  const outcome = exitCode === 0 ? 'ok' : `FAILED (exit code ${exitCode})`;
  console.log(`--- ${check.title}: ${outcome}, ${seconds(checkStarted)}`);
}

function add(check: Check, exitCode: number, summary: TestSummary | undefined) {
  if (summary) {
    total.passed += summary.passed;
    total.failed += summary.failed;
    total.failures.push(...summary.failures);
    total.skips.push(...summary.skips);
    if (exitCode === 0 || summary.failed > 0) return;
  }
  if (exitCode === 0) {
    total.passed += 1;
  } else {
    total.failed += 1;
    total.failures.push(check.title);
  }
}

function report() {
  if (total.skips.length > 0) console.log('\nSkipped:');
  for (const { title, reason } of total.skips) console.log(`  ${title}${reason ? ` (${reason})` : ''}`);
  if (process.env.CI) {
    for (const { title } of unexpectedSkips(total.skips)) {
      total.failed += 1;
      total.failures.push(`skipped in CI, where it must run: ${title}`);
    }
  }
  if (total.failures.length > 0) console.log('\nFailed:');
  for (const failure of total.failures) console.log(`  ${failure}`);
  const skipped = total.skips.length > 0 ? `, ${total.skips.length} skipped` : '';
  console.log(`\nAll of it took ${seconds(started)}.\n`);
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function run([program, ...programArguments]: Check['command'], extraEnvironment: Record<string, string>) {
  const child = spawn(program, programArguments, {
    env: { ...process.env, ...quietTools, ...extraEnvironment },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // A tool that is asked to end cleans up first; the terminal has already told it when someone pressed Ctrl-C.
  let isInterrupted = false;
  const stop = (signal: NodeJS.Signals) => {
    isInterrupted = true;
    if (signal !== 'SIGINT') child.kill(signal);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise<number>((resolve) => {
    const finish = (exitCode: number) => {
      if (isInterrupted) process.exit(130);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(exitCode);
    };
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      finish(127);
    });
    child.once('exit', (code) => finish(code ?? 1));
  });
}

function seconds(since: number) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function nodeOptions() {
  return [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' ');
}
