import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { endHostProcesses, startHostProcess } from './host-process.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sidecar-express-host-'));
});
afterEach(endHostProcesses);
afterAll(() => rm(home, { recursive: true, force: true }));

test('the printed address and credentials work, and SIGTERM ends it well', async () => {
  const host = start({ PORT: '0' });
  const [, url = ''] = await host.says(/listens at (http:\S+)/);
  const [, password = ''] = await host.says(/bob +password: (\S+)/);
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ name: 'bob', password }),
  });
  expect(answer.headers.get('location')).toBe('/');
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(await (await fetch(url, { headers: { cookie } })).text()).toContain('Connect Gmail');
  expect(await host.end('SIGTERM')).toBe(0);
  expect(host.output().split(password)).toHaveLength(2);
});

test('passwords can be given by the environment and are printed where the others are', async () => {
  const host = start({ PORT: '0', ALICE_PASSWORD: 'chosen by hand' });
  await host.says(/alice +password: chosen by hand/);
  expect(await host.end('SIGINT')).toBe(0);
});

test('with the addresses of a real host the cookies are secure and nothing is sent to the sandbox', async () => {
  const host = start({
    PORT: '0',
    PUBLIC_URL: 'https://app.example.com',
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'x',
  });
  await host.says(/https:\/\/app\.example\.com and uses the real services/);
  const [, password = ''] = await host.says(/bob +password: (\S+)/);
  const [, port = ''] = await host.says(/port (\d+)/);
  const local = `http://127.0.0.1:${port}`;
  const headers = { origin: 'https://app.example.com' };
  const signIn = { method: 'POST', redirect: 'manual', headers } as const;
  const signedIn = await fetch(`${local}/sign-in`, {
    ...signIn,
    body: new URLSearchParams({ name: 'bob', password }),
  });
  const cookie = signedIn.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const connect = await fetch(`${local}/integrations/gmail/connect`, {
    ...signIn,
    headers: { ...headers, cookie: cookie.split(';')[0] ?? '' },
  });
  expect(connect.headers.getSetCookie()[0]).toMatch(/^__Secure-connecting-.*Path=\/callback\/gmail;.*Secure/);
  const page = await connect.text();
  expect(page).toContain('https://accounts.google.com/o/oauth2/v2/auth?');
  expect(page).toContain(encodeURIComponent('https://app.example.com/callback/gmail'));
  expect(await host.end('SIGTERM')).toBe(0);
});

test.each([
  [{ PORT: 'http' }, /"http" is no port\. Set PORT/],
  [{ PUBLIC_URL: 'https://app.example.com' }, /set GOOGLE_CLIENT_ID too/],
  [{ PUBLIC_URL: 'http://app.example.com', GOOGLE_CLIENT_ID: 'id' }, /PUBLIC_URL has to look like https:/],
  [{ PUBLIC_URL: 'https://app.example.com/path', GOOGLE_CLIENT_ID: 'id' }, /without a path/],
])('%o is refused with a remedy', async (environment, words) => {
  const host = start(environment);
  expect(await host.ended).toBe(1);
  expect(host.output()).toMatch(words);
  expect(host.output()).not.toMatch(/ at .*\.ts:/);
});

test('a port that is taken is refused with a remedy', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const host = start({ PORT: port });
  expect(await host.ended).toBe(1);
  expect(host.output()).toContain('Set PORT to another one.');
  other.close();
});

test('a file where the folder should be is refused with a remedy', async () => {
  const file = path.join(home, 'a-file');
  await writeFile(file, '');
  const host = start({ PORT: '0', SIDECAR_HOME: file });
  expect(await host.ended).toBe(1);
  expect(host.output()).toMatch(/a-file.* a part of its path is not a folder\. Choose another data folder/);
  expect(host.output()).not.toContain('ENOTDIR');
});

test.each([
  ['the sandbox', {}],
  ['the real services', { PUBLIC_URL: 'https://app.example.com', GOOGLE_CLIENT_ID: 'id' }],
])('for %s a key that cannot seal is refused with a remedy', async (_where, environment) => {
  const host = start({ PORT: '0', SIDECAR_ENCRYPTION_KEY: 'short', ...environment });
  expect(await host.ended).toBe(1);
  expect(host.output()).toContain('SIDECAR_ENCRYPTION_KEY is not 32 bytes');
  expect(host.output()).toContain('openssl rand -base64 32');
  expect(host.output()).not.toContain('listens at');
});

/** Runs the program in a folder of its own. */
function start(environment: Readonly<Record<string, string>>) {
  return startHostProcess({ SIDECAR_HOME: home, XDG_CONFIG_HOME: home, HOME: home, ...environment });
}
