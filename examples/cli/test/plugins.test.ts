import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Cli, hasTerminal } from './cli-process.ts';
import { startNotesService } from './notes-service.ts';
import { projectWithPlugins } from './project-with-plugins.ts';

/** The program, started in the folder of a person who has installed plugins. */
async function cliInProject() {
  const cli = await Cli.create();
  onTestFinished(() => cli.remove());
  const folder = projectWithPlugins();
  cli.cwd = folder;
  const service = await startNotesService();
  const hasRun = (name: string) => existsSync(path.join(folder, 'node_modules', name, 'has-run'));
  return { cli, folder, service, hasRun, env: { NOTES_URL: service.url } };
}

const notes = ['--plugin', 'sidecar-plugin-notes'] as const;

test('shows what is installed and why something is skipped, and runs none of it', async () => {
  const { cli, folder, hasRun } = await cliInProject();
  const { exitCode, stdout } = await cli.run(['plugins', '--json']);
  const { from, plugins, skipped } = JSON.parse(stdout);
  expect(from).toBe(folder);
  const names = ['sidecar-plugin-notes', '@notes/plugin-mails', 'sidecar-plugin-gmail-again'];
  const all = [...names, 'sidecar-plugin-harmful'];
  expect(plugins).toEqual(all.map((packageName) => ({ packageName, version: '1.2.3', loaded: false })));
  expect(skipped).toMatchObject([{ packageName: 'sidecar-plugin-newer', code: 'unknown_specification' }]);
  expect(exitCode).toBe(0);
  const people = await cli.run(['plugins']);
  expect(people.stdout).toContain('Built in: Gmail, Google Calendar, Twitter, Slack, GitHub, Notion\n');
  expect(people.stdout).toMatch(/sidecar-plugin-notes 1\.2\.3: does not run .*--plugin sidecar-plugin-notes/);
  expect(people.stdout).toMatch(/Skipped: sidecar-plugin-newer is made for specification v2/);
  await cli.run(['integrations']);
  expect(all.filter(hasRun)).toEqual([]);
});

test('runs the package that is asked for, and no other', async () => {
  const { cli, env, hasRun } = await cliInProject();
  const { stdout } = await cli.run(['plugins', '--json', ...notes], { env });
  expect(JSON.parse(stdout).plugins[0]).toMatchObject({ loaded: true, integration: 'notes' });
  expect(hasRun('sidecar-plugin-notes')).toBe(true);
  expect(hasRun('sidecar-plugin-harmful')).toBe(false);
  const harmful = await cli.run(['plugins', '--plugin', 'sidecar-plugin-harmful']);
  expect(harmful.stderr).toContain('The package sidecar-plugin-harmful cannot be imported.');
  expect(harmful.exitCode).toBe(1);
  expect(hasRun('sidecar-plugin-harmful')).toBe(true);
});

test.each([
  ['beside the sandbox', []],
  ['with the real services', ['--live']],
])('connects a found plugin %s, and uses it', async (_, place) => {
  const { cli, env, service } = await cliInProject();
  const run = (words: readonly string[], stdin = '') =>
    cli.run([...words, ...notes, ...place], { env, stdin });
  const connected = await run(['connect', 'notes'], `${service.token}\n`);
  expect(connected.stderr).toContain('Token of the notes: ');
  expect(connected.stdout).toBe('ok NOTES connected as ada@notes.example. Tools: note_list\n');
  const tools = JSON.parse((await run(['tools', 'note_list', '--json'])).stdout);
  expect(tools).toMatchObject([{ qualifiedName: 'notes.note_list', effect: 'read' }]);
  const ran = await run(['run', 'note_list', '--json']);
  expect(JSON.parse(ran.stdout)).toEqual({ notes: [{ title: 'Cards for the engine' }] });
  const { stdout } = await run(['status', 'notes']);
  expect(stdout).toContain('ok NOTES: connected\n   Account: ada@notes.example');
  expect((await run(['verify', 'notes'])).exitCode).toBe(0);
  expect((await run(['integrations'])).stdout).toContain('Reads notes');
  expect((await run(['disconnect', 'notes', '--yes'])).stdout).toBe('ok NOTES disconnected.\n');
  const again = await run(['run', 'note_list']);
  expect(again.stderr).toMatch(/Connect NOTES: sidecar .*--plugin sidecar-plugin-notes connect notes\n/);
  expect(again.exitCode).toBe(3);
});

test('takes the fields from flags, or as JSON from standard input', async () => {
  const { cli, env, service } = await cliInProject();
  const connect = (words: readonly string[], stdin = '') =>
    cli.run(['connect', 'notes', ...notes, ...words], { env, stdin });
  const byFlags = await connect(['--field', `token=${service.token}`, '--field', 'size=3', '--json']);
  expect(JSON.parse(byFlags.stdout)).toMatchObject({ state: 'connected', identity: 'ada@notes.example' });
  const byJson = await connect(
    ['--fields', '-', '--account', 'work'],
    JSON.stringify({ token: service.token, region: 'eu' }),
  );
  expect(byJson.exitCode).toBe(0);
});

test('says which field is wrong, and repeats nothing that may be the secret', async () => {
  const { cli, env } = await cliInProject();
  const connect = (words: readonly string[], stdin = '') =>
    cli.run(['connect', 'notes', ...notes, ...words], { env, stdin });
  const attempts = [
    [await connect([]), /No token was given\./],
    [await connect(['--field', 'hunter2']), /the names are: token, region, size\./],
    [await connect(['--field', 'password=hunter2']), /the names are: token, region, size\./],
    [await connect(['--fields', '-'], 'hunter2'), /The fields are no JSON object\./],
    [await connect(['--field', 'token=hunter2']), /token/],
    [await connect(['--field', 'token=hunter2-long', '--field', 'size=hunter2']), /size/],
    [await connect(['--auth', 'oauth']), /There are: token\./],
  ] as const;
  for (const [{ exitCode, stdout, stderr }, said] of attempts) {
    expect(stderr).toMatch(said);
    expect(stdout + stderr).not.toContain('hunter2');
    expect(exitCode).toBe(2);
  }
  const refused = await connect(['--field', 'token=hunter2-but-long']);
  expect(refused.stdout + refused.stderr).not.toContain('hunter2');
  expect(refused.exitCode).not.toBe(0);
  expect((await cli.run(['connect', 'gmail', '--live', '--field', 'token=x'])).exitCode).toBe(2);
});

test.skipIf(!hasTerminal)(
  'at a terminal (needs util-linux) a token is not shown while it is typed, and not remembered',
  async () => {
    const { cli, env, service } = await cliInProject();
    const session = cli.startAtTerminal(['--live', ...notes], env);
    await session.said(/sidecar.*> /);
    session.type('/integrations connect note\t');
    await session.said(/connect notes /);
    session.type('\r');
    await session.said(/Token of the notes: /);
    session.type(`${service.token}\r`);
    await session.said(/Region \(may be left empty\): /);
    session.type('e');
    session.type('u\r');
    await session.said(/Size \(may be left empty\): /);
    session.type('\r');
    await session.said(/NOTES connected as ada@notes\.example/);
    session.type('note_l\t');
    await session.said(/note_list /);
    session.type('\r');
    await session.said(/title: Cards for the engine/);
    session.type('\u0004');
    const { exitCode, stdout } = await session.ended;
    expect(stdout).toMatch(/Region \(may be left empty\): .*eu/);
    expect(stdout).not.toContain(service.token);
    expect(stdout).not.toContain(service.token.slice(0, 12));
    const history = readFileSync(path.join(cli.home, 'data', 'history'), 'utf8').split('\n');
    expect(history).toEqual(['note_list', '/integrations connect notes', '']);
    expect(exitCode).toBe(0);
  },
);

test('the environment names plugins for every command, and the session knows them', async () => {
  const { cli, folder, env, service } = await cliInProject();
  cli.cwd = undefined;
  const lines = ['/integrations connect notes', service.token, 'note_list {}', '/plugins --json', '/exit'];
  const { exitCode, stdout } = await cli.run(['shell', '--plugins-from', folder], {
    env: { ...env, SIDECAR_PLUGINS: 'sidecar-plugin-notes, @notes/plugin-mails' },
    stdin: `${lines.join('\n')}\n`,
  });
  expect(stdout).toContain('NOTES connected as ada@notes.example.');
  expect(stdout).toContain('title: Cards for the engine');
  expect(stdout).toContain('"integration": "mails"');
  expect(exitCode).toBe(0);
});

test('two plugins of one id are a conflict that names both', async () => {
  const { cli, env } = await cliInProject();
  const flags = ['--plugin', 'sidecar-plugin-gmail-again'];
  const { exitCode, stdout, stderr } = await cli.run(['status', '--json', ...flags], { env });
  const message = 'Two plugins are called "gmail": the built-in one and sidecar-plugin-gmail-again.';
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'conflict', integration: 'gmail', message });
  expect(stderr).toContain('Leave out sidecar-plugin-gmail-again');
  expect(exitCode).toBe(1);
});

test('a tool that two plugins have goes by its qualified name, and the tour still works', async () => {
  const { cli, env } = await cliInProject();
  const mails = ['--plugin', '@notes/plugin-mails'];
  const { exitCode, stderr } = await cli.run(['run', 'email_list', ...mails], { env });
  expect(stderr).toContain('Use one of: gmail.email_list, mails.email_list.');
  expect(exitCode).toBe(2);
  const tour = await cli.run(['tour', ...mails], { env });
  expect(tour.stdout).toContain('MAILS');
  expect(tour.exitCode).toBe(0);
});

test('a name that is not among the dependencies is told, and nothing runs', async () => {
  const { cli, hasRun } = await cliInProject();
  const run = (name: string) => cli.run(['integrations', ...notes, '--plugin', name]);
  const mistyped = await run('sidecar-plugin-noets');
  expect(mistyped.stderr).toContain('Did you mean sidecar-plugin-notes?');
  expect(mistyped.exitCode).toBe(2);
  const newer = await run('sidecar-plugin-newer');
  expect(newer.stderr).toContain('made for specification v2');
  expect(newer.exitCode).toBe(3);
  expect(await run('some-library')).toMatchObject({ exitCode: 2 });
  expect(hasRun('sidecar-plugin-notes')).toBe(false);
});

test('where there is no package there are no plugins, which only matters when one is wanted', async () => {
  const { cli } = await cliInProject();
  cli.cwd = cli.home;
  const { exitCode, stdout } = await cli.run(['plugins', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ plugins: [], skipped: [] });
  expect(exitCode).toBe(0);
  const wanted = await cli.run(['plugins', '--plugins-from', cli.home]);
  expect(wanted.stderr).toContain('There is no package.json in or above');
  expect(wanted.stderr).toContain('Name with --plugins-from the folder');
  expect(wanted.exitCode).toBe(2);
});
