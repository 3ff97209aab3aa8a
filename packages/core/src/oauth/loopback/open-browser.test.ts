import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserCommand, openBrowser } from './open-browser.ts';

const withScreen = { platform: 'linux', environment: { DISPLAY: ':0' } } as const;

describe('the browser of the person at this machine', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, ['xdg-open']],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
    ['linux', {}, undefined],
    ['linux', { SSH_CONNECTION: '1' }, undefined],
    ['darwin', {}, ['open']],
    ['darwin', { SSH_CONNECTION: '1' }, undefined],
    ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler']],
    ['win32', { SSH_TTY: '/dev/pts/0' }, undefined],
  ] as const)('on %s with %j is opened by %j', (platform, environment, command) => {
    expect(browserCommand({ platform, environment })).toEqual(command);
  });

  it('is not opened for anything but a web address', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'mailto:ada@example.com'])
      expect(await openBrowser(url, withScreen)).toBe(false);
  });
});

describe('the program that opens it', () => {
  const folders: string[] = [];
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  /** Puts a program called xdg-open, and nothing else, on the search path. */
  async function installOpener(lines: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'open-browser-'));
    folders.push(folder);
    if (lines) await writeFile(path.join(folder, 'xdg-open'), `#!/bin/sh\n${lines}\n`, { mode: 0o700 });
    vi.stubEnv('PATH', folder);
    return folder;
  }

  it.skipIf(process.platform === 'win32')('gets the address as one argument, past every shell', async () => {
    const folder = await installOpener('printf "%s|" "$@" > "$0.seen"');
    const url = "https://notes.example/authorize?scope=read&state=$(touch%20there)&quote=';`id`";
    expect(await openBrowser(url, withScreen)).toBe(true);
    expect(await readFile(path.join(folder, 'xdg-open.seen'), 'utf8')).toBe(`${url}|`);
  });

  it.skipIf(process.platform === 'win32')('is believed when it fails', async () => {
    await installOpener('exit 3');
    expect(await openBrowser('https://notes.example/', withScreen)).toBe(false);
  });

  it('may be missing', async () => {
    await installOpener('');
    expect(await openBrowser('https://notes.example/', withScreen)).toBe(false);
  });
});
