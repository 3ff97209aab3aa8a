import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { realMail, sharedFolder } from '@sidecar/evidence';
import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';

const steps = [
  'Start the sandbox',
  'Connect Gmail',
  'email_list',
  'email_search',
  'email_read',
  'email_draft',
  'email_send',
  'Connect a second account',
  'email_reply',
  'Find the answer',
  'Disconnect the second account',
  'Connect Google Calendar',
  'freebusy',
  'events_create',
  'events_list',
  'Connect X',
  'tweet_post',
  'tweet_search',
  'timeline_read',
  'Connect Slack',
  'messages_send',
  'reactions_add',
  'messages_read',
  'Connect GitHub',
  'issue_create',
  'issue_comment',
  'issues_list',
  'Connect Notion',
  'database_query',
  'pages_create',
  'pages_read',
];

async function newCli(): Promise<Cli> {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  return cli;
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'sidecar-mail-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const message = (subject: string, labels = 'Inbox') =>
  `From: Mary <mary@royal.example>\nTo: ada@sandbox.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <${subject}@royal.example>\nX-Gmail-Labels: ${labels}\nSubject: ${subject}\n\nA text about ${subject}.\n`;

test('the tour does every step, prints the table and ends with 0, twice', async () => {
  const cli = await newCli();
  for (const _ of ['first', 'second']) {
    const { exitCode, stdout, stderr } = await cli.run(['tour']);
    expect(stderr).not.toMatch(/Error/);
    const titles = stdout.split('\n').filter((line) => line.startsWith('* '));
    expect(titles).toHaveLength(steps.length);
    for (const [index, step] of steps.entries()) expect(titles[index]).toContain(step);
    expect(stdout).toMatch(/ok +Gmail +ada@sandbox\.example/);
    expect(stdout).toMatch(/ok +Twitter +@ada_sandbox/);
    expect(stdout).toMatch(/ok +Notion +Analytical Engine/);
    expect(stdout).toContain('31 steps done, each checked.');
    expect(exitCode).toBe(0);
  }
  // Tokens are there, and not to be read.
  const records = readdirSync(path.join(cli.home, 'data', `sandbox-${cli.port}`, 'tokens'));
  expect(records.length).toBeGreaterThan(0);
});

test('two tours at once do not get in each other’s way', async () => {
  const cli = await newCli();
  const ended = await Promise.all([cli.run(['tour']), cli.run(['tour'])]);
  expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
});

test('the tour goes through a folder of .eml files and through an mbox', async () => {
  const cli = await newCli();
  const mails = folder();
  writeFileSync(path.join(mails, 'one.eml'), message('drawings'));
  const fromFolder = await cli.run(['tour', '--mailbox', mails]);
  expect(fromFolder.stdout).toContain('Mary <mary@royal.example>: drawings');
  expect(fromFolder.exitCode).toBe(0);
  const mbox = path.join(mails, 'mail.mbox');
  writeFileSync(
    mbox,
    ['cards', 'barrels'].map((subject) => `From - Mon Nov 2 10:00:00 2026\n${message(subject)}\n`).join(''),
  );
  // npm starts its scripts elsewhere and says where the person was.
  const fromFile = await cli.run(['tour', '--mailbox', 'mail.mbox'], {
    env: { npm_lifecycle_event: 'start', INIT_CWD: mails },
  });
  expect(fromFile.stdout).toContain('Mary <mary@royal.example>: cards');
  expect(fromFile.stdout).toContain('Mary <mary@royal.example>: barrels');
  expect(fromFile.exitCode).toBe(0);
});

test.skipIf(!sharedFolder)('the tour goes through real, awkward mail (needs SIDECAR_SHARED)', async () => {
  const cli = await newCli();
  const { exitCode, stdout, stderr } = await cli.run(['tour', '--mailbox', realMail()]);
  expect(stderr).not.toMatch(/Error/);
  expect(stdout).toContain('31 steps done');
  expect(exitCode).toBe(0);
});

test('a mailbox that is not there ends the tour with 1 and says which', async () => {
  const cli = await newCli();
  const { exitCode, stderr } = await cli.run(['tour', '--mailbox', '/nowhere/mail']);
  expect(stderr).toContain('There is no mailbox at /nowhere/mail.');
  expect(stderr).not.toContain('    at ');
  expect(exitCode).toBe(1);
});

test.each(['tour', 'sandbox', 'shell'])('%s ends with 1 where nothing can be kept', async (command) => {
  const cli = await newCli();
  const home = path.join(cli.home, 'file');
  writeFileSync(home, '');
  const { exitCode, stderr } = await cli.run([command, '--home', home]);
  expect(stderr).toContain(`Nothing can be kept in ${home}`);
  expect(stderr).toContain('Give a folder that you may write to with --home.');
  expect(exitCode).toBe(1);
});

test('a step whose outcome is wrong ends the tour with 1', async () => {
  const cli = await newCli();
  const mails = folder();
  writeFileSync(path.join(mails, 'one.eml'), message('gone', 'Trash'));
  const { exitCode, stdout, stderr } = await cli.run(['tour', '--mailbox', mails]);
  expect(stderr).toContain('The tour stopped. The inbox is empty.');
  expect(stdout).not.toContain('steps done');
  expect(exitCode).toBe(1);
});

test('with --json standard output is one JSON value', async () => {
  const cli = await newCli();
  const { stdout, stderr } = await cli.run(['tour', '--json']);
  const answer = JSON.parse(stdout);
  expect(answer.steps).toHaveLength(steps.length);
  expect(answer.integrations.map(({ state }: { state: string }) => state)).toEqual(
    Array.from({ length: 6 }, () => 'connected'),
  );
  expect(stderr).toContain('* Connect Gmail');
});

test('the live tour without keys says which one to set, in a data folder of its own', async () => {
  const cli = await newCli();
  const { exitCode, stderr } = await cli.run(['tour', '--live']);
  expect(stderr).toContain('Gmail is not configured. Set GOOGLE_CLIENT_ID.');
  expect(exitCode).toBe(3);
  expect(existsSync(path.join(cli.home, 'data', 'live'))).toBe(true);
  expect(existsSync(path.join(cli.home, 'data', `sandbox-${cli.port}`))).toBe(false);
});

test('the live tour with a key sends the person to the real service, and Ctrl-C ends the wait', async () => {
  const cli = await newCli();
  const running = cli.start(['tour', '--live'], { GOOGLE_CLIENT_ID: 'some-client' });
  const [url] = await running.said(/https:\/\/accounts\.google\.com\/\S+(?=\s)/);
  expect(new URL(url).searchParams.get('client_id')).toBe('some-client');
  running.child.kill('SIGINT');
  expect((await running.ended).exitCode).toBe(130);
});
