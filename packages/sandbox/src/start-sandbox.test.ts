import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { apiOf, authorization, connect } from '../test/app.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './index.ts';

const running: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

async function start(options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  running.push(sandbox);
  return sandbox;
}

test('each service is an origin of its own', async () => {
  const { url, google, x } = await start();
  const origins = [url, google.apiUrl, x.apiUrl].map((address) => new URL(address).origin);
  expect(new Set(origins).size).toBe(3);
  expect(new URL(google.tokenUrl).origin).toBe(google.issuer);
});

test('two sandboxes know nothing of each other', async () => {
  const [first, second] = [await start(), await start()];
  const { access_token } = await connect(first, 'google');
  expect((await apiOf(first.google, access_token)('/gmail/v1/users/me/profile')).status).toBe(200);
  expect((await apiOf(second.google, access_token)('/gmail/v1/users/me/profile')).status).toBe(401);
  await expect(second.consent(authorization(first.google, 'google').url)).rejects.toThrow(
    'No service of this sandbox',
  );
});

test('a given mailbox becomes Ada’s, with progress told; Grace keeps her own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await writeFile(join(folder, 'one.eml'), 'From: a@b.example\nSubject: The only one\n\nText.\n');
  const progress: number[] = [];
  const sandbox = await start({ mailbox: folder, onProgress: (done, total) => progress.push(done, total) });
  await rm(folder, { recursive: true });
  const total = async (login: string) => {
    const { access_token } = await connect(sandbox, 'google', { login });
    return (await apiOf(sandbox.google, access_token)('/gmail/v1/users/me/profile')).body.messagesTotal;
  };
  expect(await total('ada@sandbox.example')).toBe(1);
  expect(await total('grace@sandbox.example')).toBe(2);
  expect(progress).toEqual([1, 1]);
});

test('a port that is taken and a mailbox that is not there are named, and nothing stays open', async () => {
  // Below the range from which other tests get their free ports, since the ports behind it are needed too.
  const port = 20_000 + (process.pid % 1_000) * 12;
  const other = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  await expect(startSandbox({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken.`);
  await new Promise((resolve) => other.close(resolve));
  await expect(startSandbox({ port, mailbox: '/nowhere' })).rejects.toThrow(
    'There is no mailbox at /nowhere',
  );
  const sandbox = await start({ port });
  expect(sandbox.url).toBe(`http://127.0.0.1:${port}`);
});
