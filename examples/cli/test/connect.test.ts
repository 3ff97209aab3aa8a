import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';
import { cliWithSandbox, connect, signInAddress } from './cli-with-sandbox.ts';

test('prints the address where there is no browser, takes the callback and lists the tools', async () => {
  const place = await cliWithSandbox();
  const { exitCode, stdout } = await connect(place, ['gmail']);
  expect(stdout).toMatch(/^ok Gmail connected as ada@sandbox\.example\. Tools: email_list, /);
  expect(exitCode).toBe(0);
});

test('takes the pasted address of the last page, after a wrong one too', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const running = cli.start(['connect', 'twitter', '--paste']);
  const [url] = await running.said(signInAddress);
  running.type('just-a-code\n');
  await running.said(/Paste the whole address from the browser/);
  running.type(`${await sandbox.consent(url)}\n`);
  const { exitCode, stdout } = await running.ended;
  expect(stdout).toContain('Twitter connected as @ada_sandbox.');
  expect(exitCode).toBe(0);
});

test('ends when the input ends before an address was pasted', async () => {
  const { cli } = await cliWithSandbox();
  const { exitCode, stderr } = await cli.run(['connect', 'gmail', '--paste']);
  expect(stderr).toContain('No address was pasted.');
  expect(exitCode).toBe(1);
});

test('shows a code for another device', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const running = cli.start(['connect', 'gmail', '--device', '--json']);
  const [, code = ''] = await running.said(/enter this code: (\S+)/);
  await sandbox.approveDevice(code, 'google');
  const { exitCode, stdout } = await running.ended;
  expect(JSON.parse(stdout)).toMatchObject({ state: 'connected', identity: 'ada@sandbox.example' });
  expect(exitCode).toBe(0);
});

test('says what a person can do who did not allow it', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const running = cli.start(['connect', 'gmail']);
  const [url] = await running.said(signInAddress);
  await (await fetch(await sandbox.consent(url, { deny: true }))).text();
  const { exitCode, stderr } = await running.ended;
  expect(stderr).toMatch(/Connect Gmail again/);
  expect(exitCode).toBe(1);
});

test('Ctrl-C ends the wait for the browser with 130, without an error', async () => {
  const { cli } = await cliWithSandbox();
  const running = cli.start(['connect', 'gmail']);
  await running.said(signInAddress);
  running.child.kill('SIGINT');
  const { exitCode, stderr } = await running.ended;
  expect(stderr).not.toContain('Error');
  expect(exitCode).toBe(130);
});

test('says at once that the sandbox is not running, in the words of its own commands', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  await sandbox.close();
  const { exitCode, stderr } = await cli.run(['connect', 'gmail']);
  expect(stderr).toContain(`The sandbox is not running at port ${cli.port}.`);
  expect(stderr).toContain('sidecar sandbox');
  expect(exitCode).toBe(3);
});

test('sends nobody to a sandbox that was started with another home', async () => {
  const { cli } = await cliWithSandbox();
  const elsewhere = path.join(cli.home, 'elsewhere');
  const { exitCode, stdout, stderr } = await cli.run(['--home', elsewhere, 'connect', 'gmail']);
  expect(stderr).toContain(`A sandbox runs at port ${cli.port}, but ${elsewhere} does not say`);
  expect(stderr).toContain('Give the --home that the sandbox was started with');
  expect(stdout + stderr).not.toContain('not-started');
  expect(exitCode).toBe(3);
});

test('a stand-in that cannot allow it ends the wait at once', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const stdin = '/integrations connect gmail --as nobody@nowhere.example\n';
  const { exitCode, stderr } = await cli.run(['shell'], { stdin });
  expect(stderr).toContain('The stand-in nobody@nowhere.example could not allow it');
  expect(exitCode).toBe(1);
});

test('keeps two accounts apart by their labels, and asks which one is meant', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail', '--account', 'home']);
  const running = place.cli.start(['connect', 'gmail', '--account', 'work']);
  const [url] = await running.said(signInAddress);
  await (await fetch(await place.sandbox.consent(url, { login: 'grace@sandbox.example' }))).text();
  await running.ended;
  const { stderr, exitCode } = await place.cli.run(['run', 'email_list']);
  expect(stderr).toContain('Choose one with --account: home, work.');
  expect(exitCode).toBe(2);
  const asWork = await place.cli.run(['run', 'email_list', '{"limit":1}', '--account', 'work', '--json']);
  expect(JSON.parse(asWork.stdout).emails).toHaveLength(1);
  const all = await place.cli.run(['integrations']);
  expect(all.stdout).toContain('work: grace@sandbox.ex');
});

test.each(['', ' , '])('refuses a list of scopes that names none: "%s"', async (list) => {
  const { exitCode, stdout, stderr } = await (await Cli.create()).run(['connect', 'gmail', '--scopes', list]);
  expect(stderr).toMatch(/'--scopes <list>'.* is invalid\. Name one scope at least\./);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

test('asks for the scopes that it is given, and no others', async () => {
  const place = await cliWithSandbox();
  const readonly = 'https://www.googleapis.com/auth/gmail.readonly';
  await connect(place, ['gmail', '--scopes', readonly]);
  const { stderr, exitCode } = await place.cli.run([
    'run',
    'email_send',
    '{"to":"grace@sandbox.example","subject":"Hi","body":"Hi"}',
    '--yes',
  ]);
  expect(stderr).toContain('Reconnect Gmail: sidecar connect gmail');
  expect(exitCode).toBe(3);
});
