import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';
import { cliWithSandbox, connect } from './cli-with-sandbox.ts';

test('disconnect asks first: only an outright yes removes the access', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  await connect(place, ['gmail']);
  const no = await cli.run(['disconnect', 'gmail'], { stdin: 'n\n' });
  expect(no.stderr).toContain('Are you sure? This removes the access to Gmail of ada@sandbox.example. [y/N]');
  expect(no.exitCode).toBe(1);
  const nobody = await cli.run(['disconnect', 'gmail'], { stdin: '' });
  expect(nobody.stderr).toContain('Gmail stays connected.');
  expect(nobody.exitCode).toBe(1);
  expect((await cli.run(['verify', 'gmail'])).exitCode).toBe(0);
  const yes = await cli.run(['disconnect', 'gmail', '--json'], { stdin: 'y\n' });
  expect(JSON.parse(yes.stdout)).toMatchObject({ integration: 'gmail', revoked: true });
  expect(yes.exitCode).toBe(0);
  const again = await cli.run(['disconnect', 'gmail', '--yes']);
  expect(again.stderr).toContain('Connect Gmail: sidecar connect gmail');
  expect(again.exitCode).toBe(3);
  expect(sandbox.google.tokenRequests()).toHaveLength(1);
});

test('status says since when, as whom and what is allowed', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail']);
  const { stdout } = await place.cli.run(['status', 'gmail']);
  expect(stdout).toContain('ok Gmail: connected');
  expect(stdout).toContain('Account: ada@sandbox.example');
  expect(stdout).toMatch(/Connected since \d{4}-\d\d-\d\d \(just now\)/);
  expect(stdout).toMatch(/Access token: valid, renewed after/);
  const all = JSON.parse((await place.cli.run(['status', '--json'])).stdout);
  expect(all.map(({ state }: { state: string }) => state)).toEqual([
    'connected',
    ...Array(5).fill('disconnected'),
  ]);
  // Twitter goes by its newer name too.
  expect(JSON.parse((await place.cli.run(['status', 'x', '--json'])).stdout)[0]).toMatchObject({
    integration: 'twitter',
  });
});

test('what is disabled offers no tools until it is enabled again', async () => {
  const place = await cliWithSandbox();
  const { cli } = place;
  await connect(place, ['gmail']);
  expect((await cli.run(['disable', 'gmail'])).stdout).toBe('Gmail is disabled.\n');
  expect(JSON.parse((await cli.run(['tools', '--json'])).stdout)).toEqual([]);
  const refused = await cli.run(['run', 'email_list']);
  expect(refused.stderr).toContain('Enable Gmail: sidecar enable gmail');
  expect(refused.exitCode).toBe(3);
  await cli.run(['enable', 'gmail']);
  const tools = JSON.parse((await cli.run(['tools', '--json'])).stdout);
  expect(tools[0]).toMatchObject({ name: 'email_list', effect: 'read', integration: 'gmail' });
});

test('verify answers with its exit code too', async () => {
  const { cli } = await cliWithSandbox();
  const { exitCode, stdout } = await cli.run(['verify', 'gmail', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ state: 'disconnected' });
  expect(exitCode).toBe(3);
});

test('the table needs no sandbox, fits a narrow window, and has colours only where they are wanted', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const plain = await cli.run(['integrations']);
  expect(plain.stdout).toMatch(/^[\x20-\x7e\n]+$/);
  expect(plain.stdout).toContain('Start OAuth flow');
  const narrow = await cli.run(['integrations'], { env: { COLUMNS: '40' } });
  for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  const forced = await cli.run(['integrations'], { env: { FORCE_COLOR: '1' } });
  expect(forced.stdout).toContain('\u001b[1m');
  const refused = await cli.run(['nonsense'], { env: { NO_COLOR: '1' } });
  expect(refused.stderr).not.toContain('\u001b');
});

test('a command that is missing or that nobody knows ends with 2, help with 0', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const none = await cli.run([]);
  expect(none.stderr).toContain('Usage: sidecar');
  expect(none.stdout).toBe('');
  for (const words of [['--help'], ['help']]) {
    const help = await cli.run(words);
    expect(help.stdout).toContain('Exit codes:');
    expect(help.exitCode).toBe(0);
  }
  const about = await cli.run(['help', 'connect']);
  expect(about.stdout).toContain('--field-file <name=path>');
  const missing = await cli.run(['connect', '--json']);
  expect(JSON.parse(missing.stdout).error.message).toContain("missing required argument 'name'");
  expect([none.exitCode, about.exitCode, missing.exitCode]).toEqual([2, 0, 2]);
});

test('a file that cannot be read is told with what to do, and with its stack only for those who ask', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  // A file where a folder should be.
  const env = { SIDECAR_HOME: '/dev/null/nowhere' };
  const quiet = await cli.run(['integrations'], { env });
  expect(quiet.stderr).toMatch(/^Error: /);
  expect(quiet.stderr).not.toContain('    at ');
  const loud = await cli.run(['integrations'], { env: { ...env, SIDECAR_DEBUG: '1' } });
  expect(loud.stderr).toContain('    at ');
  expect(quiet.exitCode).toBe(1);
});

test('the sandbox says where it is, and ends with Ctrl-C', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const running = cli.start(['sandbox', '--json']);
  await running.said(/\}\s*$/);
  const faults = await cli.run(['sandbox', 'fault', 'x', 'hang', '--times', '1', '--json']);
  expect(JSON.parse(faults.stdout)).toEqual([{ service: 'x', on: 'api', kind: 'hang', times: 1 }]);
  const second = await cli.run(['sandbox']);
  expect(second.stderr).toContain('is taken');
  expect(second.exitCode).toBe(1);
  running.child.kill('SIGINT');
  const { exitCode, stdout } = await running.ended;
  expect(JSON.parse(stdout).url).toBe(`http://127.0.0.1:${cli.port}`);
  expect(exitCode).toBe(130);
});
