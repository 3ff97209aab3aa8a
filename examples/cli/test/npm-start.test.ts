import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cli, type Ended } from './cli-process.ts';

async function npmStart(words: (cli: Cli) => readonly string[]): Promise<Ended & { readonly cli: Cli }> {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  return { cli, ...(await cli.run(words(cli), { env: { npm_lifecycle_event: 'start' } })) };
}

test('npm start passes every word on to the program', () => {
  const script = readFileSync(new URL('../../../scripts/start.mjs', import.meta.url), 'utf8');
  expect(script).toContain("['examples/cli/src/main.ts', ...process.argv.slice(2)]");
});

test('npm start alone is the tour', async () => {
  const { exitCode, stdout } = await npmStart(() => []);
  expect(stdout).toContain('31 steps done, each checked.');
  expect(exitCode).toBe(0);
});

test('npm start with flags only is the tour with them', async () => {
  const live = await npmStart(() => ['--live']);
  expect(live.stderr).toContain('Gmail is not configured. Set GOOGLE_CLIENT_ID.');
  expect(live.exitCode).toBe(3);
  const mailbox = await npmStart(({ port }) => ['--port', `${port}`, '--mailbox', '/nowhere/mail']);
  expect(mailbox.stderr).toContain('There is no mailbox at /nowhere/mail.');
  expect(mailbox.exitCode).toBe(1);
});

test('npm start with flags before a command runs the command', async () => {
  const integrations = await npmStart(() => ['--live', 'integrations', '--json']);
  expect(JSON.parse(integrations.stdout)).toHaveLength(6);
  expect(integrations.exitCode).toBe(0);
  const status = await npmStart(({ port }) => ['--port', `${port}`, 'status', 'gmail', '--json']);
  expect(JSON.parse(status.stdout)).toMatchObject([{ integration: 'gmail' }]);
});

test('a remedy of npm start names the same place', async () => {
  const home = (cli: Cli) => path.join(cli.home, 'another home');
  const first = await npmStart((cli) => ['--home', home(cli), '--port', `${cli.port}`, 'connect', 'gmail']);
  const { cli, stderr, exitCode } = first;
  expect(stderr).toContain(`npm start -- --home '${home(cli)}' --port ${cli.port} sandbox`);
  expect(exitCode).toBe(3);
});

test('a command that npm start does not know is no tour', async () => {
  const { stderr, exitCode } = await npmStart(({ port }) => ['--port', `${port}`, 'conect', 'gmail']);
  expect(stderr).toContain('There is no command called "conect".');
  expect(stderr).toContain('Did you mean connect?');
  expect(exitCode).toBe(2);
});

test('help is about the whole program, and flags that do not exist are refused', async () => {
  expect((await npmStart(() => ['--help'])).stdout).toContain(
    'Connects your accounts and calls their tools.',
  );
  const { stderr, exitCode } = await npmStart(() => ['--version']);
  expect(stderr).toContain("unknown option '--version'");
  expect(exitCode).toBe(2);
});
