import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cli } from './cli-process.ts';
import { cliWithSandbox, connect } from './cli-with-sandbox.ts';

const mail = '{"to":"grace@sandbox.example","subject":"Cards","body":"How many?"}';

test('prints a tool’s answer for people, and with --json for programs', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail']);
  const forPeople = await place.cli.run(['run', 'email_search', '{"query":"subject:lunch"}']);
  expect(forPeople.stdout).toContain('subject: Lunch on Saturday?');
  const forPrograms = await place.cli.run(['run', 'gmail.email_search', '-', '--json'], {
    stdin: '{"query":"subject:lunch"}',
  });
  expect(JSON.parse(forPrograms.stdout).emails[0].subject).toBe('Lunch on Saturday?');
  expect([forPeople.exitCode, forPrograms.exitCode]).toEqual([0, 0]);
});

test('a write needs somebody who says yes, or --yes', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  await connect(place, ['gmail']);
  const sent = () => sandbox.requests('google').filter(({ method }) => method === 'POST').length;
  const refused = await cli.run(['run', 'email_send', mail]);
  expect(refused.stderr).toContain('add --yes');
  expect(refused.exitCode).toBe(2);
  expect(sent()).toBe(0);
  const allowed = await cli.run(['run', 'email_send', mail, '--yes', '--json']);
  expect(JSON.parse(allowed.stdout)).toHaveProperty('email_id');
  expect(sent()).toBe(1);
});

test('input that is wrong is told with its place or its field, and is no failure of the service', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail']);
  const noJson = await place.cli.run(['run', 'email_list', '{limit: 3}']);
  expect(noJson.stderr).toMatch(/The input of email_list is no JSON: .*position 1/);
  const wrongField = await place.cli.run(['run', 'email_list', '{"limit":"many"}', '--json']);
  const { error } = JSON.parse(wrongField.stdout);
  expect(error.code).toBe('invalid_input');
  expect(error.fields[0].path).toBe('limit');
  expect([noJson.exitCode, wrongField.exitCode]).toEqual([2, 2]);
});

test('names that are mistyped get a suggestion', async () => {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const attempts = [
    [['run', 'emial_list'], 'Did you mean email_list?'],
    [['status', 'gmal'], 'Did you mean gmail?'],
    [['conect', 'gmail'], 'Did you mean connect?'],
    [['status', '--jsn'], 'Did you mean --json?'],
    [['run', 'zzz'], 'There are: email_list, '],
  ] as const;
  for (const [words, suggestion] of attempts) {
    const { exitCode, stderr } = await cli.run(words);
    expect(stderr).toContain(suggestion);
    expect(exitCode).toBe(2);
  }
});

test('an access that was taken away is told with the command that brings it back', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail', '--account', 'work']);
  place.sandbox.google.revokeGrants();
  const { exitCode, stdout, stderr } = await place.cli.run(['run', 'email_list', '--json']);
  expect(stderr).toContain('Reconnect Gmail: sidecar connect gmail --account work');
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'needs_reauth', integration: 'gmail' });
  expect(exitCode).toBe(3);
  const { stdout: table } = await place.cli.run(['integrations']);
  expect(table).toMatch(/expired +Gmail/);
});

test('a rate limit is told with its minutes, switched on from the command line', async () => {
  const place = await cliWithSandbox();
  await connect(place, ['gmail']);
  const fault = ['sandbox', 'fault', 'google', 'status', '--status', '429', '--retry-after', '900'];
  expect((await place.cli.run(fault)).exitCode).toBe(0);
  const { exitCode, stderr } = await place.cli.run(['run', 'email_list']);
  expect(stderr).toMatch(/Gmail is rate limited\. Try again in 15 minutes\./);
  expect(stderr).not.toContain('    at ');
  expect(exitCode).toBe(1);
});

test('nothing in a mail reaches the terminal as a command', async () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u0000';
  const encoded = `=?utf-8?B?${Buffer.from(`Invoice ${hostile}`).toString('base64')}?=`;
  const cli = await Cli.create();
  const mails = path.join(cli.home, 'mails');
  mkdirSync(mails);
  writeFileSync(
    path.join(mails, 'hostile.eml'),
    `From: ${encoded} <mallory@evil.example>\nTo: ada@sandbox.example\nSubject: ${encoded}\nContent-Type: text/plain; charset=utf-8\n\nHello ${hostile}\nBye\n`,
  );
  const place = await cliWithSandbox(mails);
  cli.remove();
  await connect(place, ['gmail']);
  const list = await place.cli.run(['run', 'email_list', '--json']);
  const [email] = JSON.parse(list.stdout).emails;
  const people = await place.cli.run(['run', 'email_list']);
  const body = await place.cli.run(['run', 'email_read', JSON.stringify({ email_id: email.email_id })]);
  expect(body.stdout).toContain('Bye');
  const inJson = await place.cli.run([
    'run',
    'email_read',
    JSON.stringify({ email_id: email.email_id }),
    '--json',
  ]);
  // Programs get what was sent; only its way over a terminal is made safe.
  expect(JSON.parse(inJson.stdout).body).toContain('\u001b]0;owned');
  const asName = await place.cli.run(['run', 'owned\u001b[2J\u202e']);
  const asJson = await place.cli.run(['run', 'email_list', 'owned\u001b[2J\u202e', '--json']);
  for (const { stdout, stderr } of [list, people, body, inJson, asName, asJson]) {
    expect(stdout + stderr).toContain('owned');
    expect(stdout + stderr).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  }
});

test('Ctrl-C while a token is renewed loses nothing', async () => {
  const place = await cliWithSandbox();
  const { cli, sandbox } = place;
  await connect(place, ['twitter']);
  sandbox.x.expireAccessTokens();
  // X gives a new refresh token each time: one that is not saved would end the connection.
  sandbox.faults.set({ service: 'x', on: 'token', kind: 'slow', delayMs: 1_500, times: 1 });
  const running = cli.start(['run', 'timeline_read']);
  const renewals = () => sandbox.x.tokenRequests().length;
  const before = renewals();
  while (renewals() === before) await new Promise((resolve) => setTimeout(resolve, 20));
  running.child.kill('SIGINT');
  expect((await running.ended).exitCode).toBe(130);
  const again = await cli.run(['run', 'timeline_read', '{"limit":1}', '--json']);
  expect(JSON.parse(again.stdout).posts).toHaveLength(1);
  expect(renewals()).toBe(before + 1);
});
