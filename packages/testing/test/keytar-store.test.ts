import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('./keychain-suite.ts', import.meta.url));
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((program) => !isInstalled(program));
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

/** Runs a command in a D-Bus session of its own, with an unlocked keychain in an empty home. */
function inSession(
  command: string,
  home: string,
): Promise<{ readonly status: number; readonly output: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
  };
  return new Promise((resolve) => {
    execFile(
      'dbus-run-session',
      ['--', 'sh', '-c', `${unlock} ${command}`],
      { env, maxBuffer: 10_000_000 },
      (error, stdout, stderr) => resolve({ status: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

describe.skipIf(missing.length > 0)(`keytarStore with a real keychain${why}`, { concurrent: true }, () => {
  // A keychain each, since the daemon saves all that it has with every change.
  it.for(['several processes', 'one process'])(
    'passes the rules of the suite for %s, in the runner of Node',
    { timeout: 420_000 },
    async (part, { onTestFinished }) => {
      const home = realpathSync(mkdtempSync(join(tmpdir(), 'sidecar-keychain-')));
      onTestFinished(() => rmSync(home, { recursive: true, force: true }));
      const locks = join(home, 'locks');
      mkdirSync(locks);
      // The keychain's library has been seen to spin for ever where it has a thousand files open.
      const node = `timeout 400 "${process.execPath}" --test-reporter=tap`;
      const { status, output } = await inSession(`${node} "${script}" "${locks}" "${part}"`, home);
      expect(output.match(/^\s*(not ok|error:|[A-Za-z]*Error:) .*$/gm) ?? []).toEqual([]);
      expect(status).toBe(0);
      expect(output).toMatch(/^# skipped 0$/m);
      expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(10);
    },
  );
});
