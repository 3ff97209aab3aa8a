import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/storage/temporary-folder.ts';

const script = fileURLToPath(new URL('../../../test/storage/keychain-session.ts', import.meta.url));
const missing = ['dbus-run-session', 'gnome-keyring-daemon', 'dbus-send'].filter(
  (program) => !isInstalled(program),
);
const why = missing.length > 0 ? ` (skipped: ${missing.join(', ')} is not installed)` : '';

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const unlock = 'printf %s password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;';

/** Runs shell commands in a D-Bus session of their own, in an empty home. */
async function inSession(commands: string): Promise<string> {
  const home = temporaryFolder();
  const { stdout } = await promisify(execFile)('dbus-run-session', ['--', 'sh', '-c', commands], {
    env: { PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: `${home}/data`, XDG_RUNTIME_DIR: home },
    timeout: 25_000,
  });
  return stdout;
}

function run(scenario: string): string {
  return `"${process.execPath}" "${script}" ${scenario} "${temporaryFolder()}"`;
}

describe.skipIf(missing.length > 0)(`keytarStore with a real keychain${why}`, () => {
  it('keeps values of any length, with versions, pages and leases', async () => {
    expect(await inSession(`${unlock} ${run('keeps')}`)).toContain('done');
  });

  it('keeps a sealing key', async () => {
    expect(await inSession(`${unlock} ${run('key')}`)).toContain('done');
  });

  it('says that the keychain is locked, and takes no entry for missing', async () => {
    expect(await inSession(`${unlock} ${run('locked')}`)).toContain('done');
  });

  it('says that the keychain cannot be used when it was never set up', async () => {
    expect(await inSession(run('unready'))).toContain('done');
  });

  it('has one winner in each round among four processes, with values of several entries', async () => {
    const folder = temporaryFolder();
    const one = `"${process.execPath}" "${script}" compete "${folder}"`;
    const output = await inSession(`${unlock} ${one} & ${one} & ${one} & ${one} & wait`);
    const won = output
      .split('\n')
      .filter((line) => line.startsWith('['))
      .flatMap((line): number[] => JSON.parse(line));
    expect(won.sort((left, right) => left - right)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

it.skipIf(process.platform !== 'linux')(
  'says what to start where there is no keychain at all (Linux)',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, 'absent', temporaryFolder()], {
      env: { PATH: process.env.PATH, HOME: temporaryFolder() },
    });
    expect(stdout).toContain('done');
  },
);
