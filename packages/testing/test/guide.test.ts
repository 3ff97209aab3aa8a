import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(new URL('../../../docs/write-a-token-store.md', import.meta.url), 'utf8');

/** The program that the guide shows under a file's name. */
function programOf(name: string): string {
  const [, program] = new RegExp(`\`${name}\`:\n\n\`\`\`ts[^\n]*\n(.*?)\`\`\``, 's').exec(guide) ?? [];
  if (program === undefined) throw new Error(`The guide shows no program called ${name}.`);
  return program;
}

/** A reader's folder, in which the packages are installed. */
function readersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-guide-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const installed = join(folder, 'node_modules', '@sidecar');
  mkdirSync(installed, { recursive: true });
  for (const name of ['core', 'plugin-gmail', 'testing'])
    symlinkSync(join(packages, name), join(installed, name), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return folder;
}

interface Outcome {
  readonly status: number;
  readonly output: string;
}

function run(folder: string, parameters: readonly string[]): Promise<Outcome> {
  // Inside of vitest's own process Node's test runner would think that it is one of several files.
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      parameters,
      { cwd: folder, env: environment, maxBuffer: 10_000_000 },
      (error, stdout, stderr) => resolve({ status: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

/** Runs the guide's test of the guide's store, as a reader does who has copied both. */
function runGuidesTest(store: string, parameters: readonly string[] = []): Promise<Outcome> {
  const folder = readersFolder();
  writeFileSync(join(folder, 'sql-store.ts'), store);
  writeFileSync(join(folder, 'sql-store.test.ts'), programOf('sql-store.test.ts'));
  return run(folder, ['--test', '--test-reporter=tap', ...parameters, 'sql-store.test.ts']);
}

it('has the store of the guide pass the suite in the runner of Node, as the guide writes both', async () => {
  const { status, output } = await runGuidesTest(programOf('sql-store.ts'));
  expect(output.match(/^\s*not ok .*$/gm) ?? []).toEqual([]);
  expect(status).toBe(0);
  expect(output).toMatch(/^# fail 0$/m);
  expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(20);
}, 120_000);

it('tells readers by its name which rule they broke when they forgot half of the condition', async () => {
  const careless = programOf('sql-store.ts').replace(
    'DELETE FROM sidecar WHERE key = ? AND version = ?',
    'DELETE FROM sidecar WHERE key = ? AND ? <> 0',
  );
  const { status, output } = await runGuidesTest(careless, ['--test-name-pattern=delete-by-version']);
  expect(status).toBe(1);
  expect(output).toMatch(/not ok .*delete-by-version: only the present version can be deleted/);
}, 60_000);

it('runs the app of the guide', async () => {
  const folder = readersFolder();
  writeFileSync(join(folder, 'sql-store.ts'), programOf('sql-store.ts'));
  writeFileSync(join(folder, 'app.ts'), programOf('app.ts'));
  expect(await run(folder, ['--disable-warning=ExperimentalWarning', 'app.ts'])).toEqual({
    status: 0,
    output: '',
  });
});
