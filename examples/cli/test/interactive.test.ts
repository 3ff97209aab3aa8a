import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cli, hasTerminal } from './cli-process.ts';
import { cliWithSandbox, connect, signInAddress } from './cli-with-sandbox.ts';

const grace = '--as grace@sandbox.example';

test('a session takes commands from a pipe, goes on after a failure and tells it at the end', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const lines = [
    `/integrations connect gmail ${grace}`,
    '/integrations',
    'email_list {"limit": 1} --json',
    '/integrations conect gmail',
    'email_list {"limit": 0}',
    '/integrations disconnect gmail',
    'y',
    '/exit',
    '/integrations',
  ];
  const { exitCode, stdout, stderr } = await cli.run(['shell'], { stdin: `${lines.join('\n')}\n` });
  expect(stdout).toContain('Gmail connected as grace@sandbox.example.');
  expect(stdout).toContain('/integrations connect <name>');
  expect(stdout).toMatch(/"emails": \[\n/);
  expect(stdout).toContain('ok Gmail disconnected.');
  expect(stdout.match(/Start OAuth flow/g)).toHaveLength(1);
  expect(stderr).toContain('Integrations loaded: Gmail (not connected), Google Calendar (not connected), ');
  expect(stderr).toContain('Did you mean connect?');
  expect(stderr).toContain('limit');
  expect(exitCode).toBe(2);
});

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) names are completed, and a write asks first',
  async () => {
    const place = await cliWithSandbox();
    await connect(place, ['twitter']);
    const session = place.cli.startAtTerminal([]);
    await session.said(/sidecar.*> /);
    session.type('/int\t');
    await session.said(/\/integrations /);
    session.type('st\t');
    await session.said(/status /);
    session.type('tw\t');
    await session.said(/twitter /);
    session.type('\r');
    await session.said(/Twitter.*: connected/);
    session.type('tweet_post {"text": "Note H"}\r');
    await session.said(/text: Note H[\s\S]*Do this\? \[y\/N\]/);
    session.type('\r');
    await session.said(/tweet_post was not approved/);
    session.type('tweet_post {"text": "Note H"}\r');
    await session.said(/not approved[\s\S]*Do this\? \[y\/N\]/);
    session.type('y\r');
    await session.said(/url: https:\/\/x\.com/);
    session.type('\u0004');
    const { exitCode, stdout } = await session.ended;
    expect(stdout).not.toContain('    at ');
    expect(exitCode).toBe(0);
    // Answers are nothing to find again with the arrow keys.
    const history = readFileSync(path.join(place.cli.home, 'data', 'history'), 'utf8').split('\n');
    expect(history).toEqual(['tweet_post {"text": "Note H"}', '/integrations status twitter', '']);
  },
);

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) Ctrl-C ends what runs, then the line, then the session',
  async () => {
    const place = await cliWithSandbox();
    const session = place.cli.startAtTerminal(['shell']);
    await session.said(/sidecar.*> /);
    session.type('/integrations connect gmail\r');
    await session.said(/Paste the whole address/);
    session.type('\u0003');
    await session.said(/Connecting Gmail was cancelled/);
    session.type('half a li');
    await session.said(/half a li/);
    session.type('\u0003');
    // The cursor goes back to the beginning of the line.
    await session.said(/half a li\P{L}+\[1G/u);
    session.type('/integrations status gmail\r');
    await session.said(/Gmail.*: not connected/);
    session.type('\u0003');
    await session.said(/Ctrl-C again/);
    session.type('\u0003');
    expect((await session.ended).exitCode).toBe(0);
  },
);

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) the tour stays, with a box and marks, until one leaves',
  async () => {
    const cli = await Cli.create();
    onTestFinished(() => cli.remove());
    const session = cli.startAtTerminal(['tour']);
    await session.said(/What to try next:[\s\S]*sidecar.*> /);
    session.type('/integrations\r');
    await session.said(/│ {2}✅ {7}Gmail[\s\S]*│ {2}✅ {7}Gmail/);
    session.type('/exit\r');
    const { exitCode, stdout } = await session.ended;
    expect(stdout).toContain('🔌 Integrations');
    expect(stdout).toContain('\u001b[1m');
    expect(exitCode).toBe(0);
  },
);

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) NO_COLOR and TERM=dumb are respected',
  async () => {
    const cli = await Cli.create();
    onTestFinished(() => cli.remove());
    const uncoloured = await cli.startAtTerminal(['integrations'], { NO_COLOR: '1' }).ended;
    expect(uncoloured.stdout).toContain('│');
    expect(uncoloured.stdout).not.toContain('\u001b[1m');
    const dumb = await cli.startAtTerminal(['integrations'], { TERM: 'dumb' }).ended;
    expect(dumb.stdout).toMatch(/^[\x20-\x7e\r\n]+$/);
  },
);

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) one connects over SSH by pasting, and a single call asks too',
  async () => {
    const { cli, sandbox } = await cliWithSandbox();
    const connecting = cli.startAtTerminal(['connect', 'twitter']);
    const [url] = await connecting.said(signInAddress);
    await connecting.said(/Paste the whole address/);
    connecting.type(`${await sandbox.consent(url)}\r`);
    const connected = await connecting.ended;
    expect(connected.stdout).toContain('✅ Twitter connected as @ada_sandbox.');
    expect(connected.exitCode).toBe(0);
    const posting = cli.startAtTerminal(['run', 'tweet_post', '{"text":"Note I"}']);
    await posting.said(/text: Note I[\s\S]*Do this\? \[y\/N\]/);
    posting.type('yes\r');
    const posted = await posting.ended;
    expect(posted.stdout).toContain('url: https://x.com');
    expect(posted.exitCode).toBe(0);
  },
);

test('a terminal that closes ends the session in order, however often it says so', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const session = cli.start(['shell']);
  await session.said(/Integrations loaded/);
  const addresses = path.join(cli.home, 'data', `sandbox-${cli.port}.json`);
  expect(existsSync(addresses)).toBe(true);
  session.child.kill('SIGHUP');
  session.child.kill('SIGHUP');
  expect((await session.ended).exitCode).toBe(129);
  expect(existsSync(addresses)).toBe(false);
});

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) a window that is closed leaves nothing behind',
  async () => {
    const cli = await Cli.create();
    onTestFinished(() => cli.remove());
    const session = cli.startAtTerminal(['shell']);
    await session.said(/sidecar.*> /);
    const addresses = path.join(cli.home, 'data', `sandbox-${cli.port}.json`);
    expect(existsSync(addresses)).toBe(true);
    // The terminal is gone; the program behind it has to end by itself.
    session.child.kill('SIGKILL');
    await expect.poll(() => existsSync(addresses), { timeout: 20_000 }).toBe(false);
  },
);
