import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hasTerminal } from './cli-process.ts';
import { call, cliWithSandbox, connect } from './cli-with-sandbox.ts';

const repository = 'engine-society/engine';

test('connects GitHub in the browser, opens an issue and finds it again', async () => {
  const place = await cliWithSandbox();
  const { cli } = place;
  const connected = await connect(place, ['github']);
  expect(connected.stdout).toMatch(/^ok GitHub connected as ada-sandbox\. Tools: issues_list, /);
  const { number } = await call(cli, 'issue_create', { repository, title: 'A moth' });
  const listed = await cli.run(['run', 'issues_list', JSON.stringify({ repository, limit: 1 })]);
  expect(listed.stdout).toContain(`- number: ${number}\n    title: A moth\n`);
  expect((await cli.run(['status', 'github'])).stdout).toContain('Account: ada-sandbox');
  expect((await cli.run(['verify', 'github'])).exitCode).toBe(0);
  const gone = await cli.run(['disconnect', 'github', '--yes', '--json']);
  expect(JSON.parse(gone.stdout)).toMatchObject({ integration: 'github', revoked: true });
});

test('shows a code for another device', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const running = cli.start(['connect', 'github', '--device']);
  const [, code = ''] = await running.said(/\/login\/device on any device and enter this code: (\S+)/);
  await sandbox.approveDevice(code, 'github');
  expect((await running.ended).stdout).toContain('GitHub connected as ada-sandbox.');
});

test('connects with a token that may do less, and tells what it may not', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const token = sandbox.github.createToken({ login: 'ada@sandbox.example', permissions: { issues: 'read' } });
  const stdin = `${token}\n`;
  const connected = await cli.run(['connect', 'github', '--auth', 'token'], { stdin });
  expect(connected.stderr).toBe('Fine-grained personal access token: ');
  expect(connected.stdout).toContain('GitHub connected as ada-sandbox.');
  expect((await call(cli, 'issues_list', { repository })).issues).not.toHaveLength(0);
  const { error } = await call(cli, 'issue_create', { repository, title: 'A moth' });
  expect(error).toMatchObject({ code: 'insufficient_scope', integration: 'github' });
});

test('connects an app, whose private key is many lines, from files, flags and JSON', async () => {
  const { cli, sandbox } = await cliWithSandbox();
  const { appId, organization, privateKey } = sandbox.github.app;
  const pem = path.join(cli.home, 'app.pem');
  writeFileSync(pem, privateKey);
  const words = ['connect', 'github', '--auth', 'app'];
  const app = ['--field', `appId=${appId}`, '--field', `organization=${organization}`];
  const attempts = [
    await cli.run([...words, ...app, '--field-file', `privateKey=${pem}`]),
    await cli.run([...words, ...app, '--field', `privateKey=${privateKey}`]),
    await cli.run([...words, '--fields', '-'], {
      stdin: JSON.stringify({ appId, organization, privateKey }),
    }),
    await cli.run([...words, ...app], { stdin: privateKey }),
  ];
  for (const { stdout, stderr, exitCode } of attempts) {
    expect(stdout).toContain('ok GitHub connected as engine-society (app).');
    expect(stderr).not.toMatch(/error/i);
    expect(exitCode).toBe(0);
  }
  expect((await call(cli, 'repositories_list')).repositories[0]).toMatchObject({ repository });
  const noFile = await cli.run([...words, ...app, '--field-file', 'privateKey=/nowhere/app.pem']);
  expect(noFile.stderr).toContain('The file /nowhere/app.pem cannot be read.');
  const noOrganization = await cli.run([...words, '--fields', '-'], {
    stdin: JSON.stringify({ appId, privateKey }),
  });
  expect(noOrganization.stderr).toContain('(Give the organisation or the id of the installation)');
  expect([noFile.exitCode, noOrganization.exitCode]).toEqual([2, 2]);
});

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) a private key that is pasted is one answer, and is not shown',
  async () => {
    const { cli, sandbox } = await cliWithSandbox();
    const { appId, organization, privateKey } = sandbox.github.app;
    const running = cli.startAtTerminal(['connect', 'github', '--auth', 'app']);
    await running.said(/App id or client id/);
    running.type(`${appId}\r`);
    await running.said(/Private key of the GitHub App \(PEM\): /);
    running.type(privateKey.replaceAll('\n', '\r'));
    await running.said(/Organisation that the app is installed for/);
    running.type(`${organization}\r`);
    await running.said(/Id of the installation/);
    running.type('\r');
    await running.said(/Address of your GitHub Enterprise/);
    running.type('\r');
    const { stdout, exitCode } = await running.ended;
    expect(stdout).toContain('GitHub connected as engine-society (app).');
    for (const line of privateKey.trim().split('\n')) expect(stdout).not.toContain(line);
    expect(exitCode).toBe(0);
  },
);
