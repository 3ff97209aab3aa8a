import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../own-googleapis/', import.meta.url));
const isWanted = process.env.SIDECAR_HEAVY === '1' || Boolean(process.env.CI);
const reason = isWanted ? '' : ' (skipped: set SIDECAR_HEAVY=1, it installs 250 MB)';

describe.skipIf(!isWanted)(`The example with a host’s own googleapis${reason}`, () => {
  test('reads a mailbox with Sidecar’s token, and goes on when Google refuses the token', {
    timeout: 180_000,
  }, async () => {
    if (!existsSync(path.join(folder, 'node_modules/googleapis'))) {
      const flags = ['--no-package-lock', '--no-audit', '--no-fund'];
      await run('npm', ['install', ...flags], { cwd: folder, shell: process.platform === 'win32' });
    }
    const { stdout } = await run(process.execPath, ['run.ts'], { cwd: folder });
    expect(stdout).toMatch(/^ada@sandbox\.example has \d+ messages\.\nIt has \d+ labels\.\n$/);
  });
});
