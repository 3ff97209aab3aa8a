import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileStore } from '@sidecar/core/file';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailboxes } from './connected-client.ts';
import { FormClient, pathOf } from './form-client.ts';
import { passwords, type RunningApp, startApp } from './running-app.ts';

const publicUrl = 'http://127.0.0.1:3999';
let sandbox: Sandbox;
let folder: string;
let instances: [RunningApp, RunningApp];

/** Two instances of one host, as behind a load balancer: one public address, one folder, nothing else in common. */
beforeEach(async () => {
  sandbox = await startSandbox();
  folder = await mkdtemp(path.join(tmpdir(), 'sidecar-express-host-'));
  const start = () =>
    startApp({ sandbox, publicUrl, store: fileStore(folder, { key: Buffer.alloc(32, 7) }) });
  instances = [await start(), await start()];
});
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(['signed in as another user', 'signed in nowhere'])(
  'a victim, %s, who opens an attacker’s authorization URL and consents connects nothing',
  async (situation) => {
    const [app] = instances;
    const attacker = await FormClient.signedIn(app, 'bob');
    const victim =
      situation === 'signed in nowhere' ? new FormClient(app) : await FormClient.signedIn(app, 'alice');
    const authUrl = await attacker.startConnecting('gmail');
    const callback = await sandbox.consent(authUrl, { login: mailboxes.alice });
    await expectMismatch(await victim.get(pathOf(callback)));
    expect(sandbox.google.tokenRequests()).toEqual([]);
    await expectNothingConnected(attacker);
    await expectNothingConnected(await FormClient.signedIn(app, 'alice'));
  },
);

test('a victim’s callback address that leaks connects nothing for whoever opens it', async () => {
  const [app] = instances;
  const victim = await FormClient.signedIn(app, 'alice');
  const attacker = await FormClient.signedIn(app, 'bob');
  const callback = await sandbox.consent(await victim.startConnecting('gmail'));
  await expectMismatch(await attacker.get(pathOf(callback)));
  expect(sandbox.google.tokenRequests()).toEqual([]);
  await expectNothingConnected(attacker);
});

test('a connection that one user began is not finished for another user of the same browser', async () => {
  const [app] = instances;
  const browser = await FormClient.signedIn(app, 'bob');
  const callback = await sandbox.consent(await browser.startConnecting('gmail'));
  await browser.post('/sign-in', { name: 'alice', password: passwords.alice });
  await expectMismatch(await browser.get(pathOf(callback)));
  expect(sandbox.google.tokenRequests()).toEqual([]);
  await expectNothingConnected(browser);
});

test('a callback at the path of another integration is refused, and still works at its own', async () => {
  const [app] = instances;
  const alice = await FormClient.signedIn(app, 'alice');
  const callback = pathOf(await sandbox.consent(await alice.startConnecting('gmail')));
  await expectMismatch(await alice.get(callback.replace('/callback/gmail', '/callback/twitter')));
  expect(sandbox.google.tokenRequests()).toEqual([]);
  expect((await alice.get(callback)).headers.get('location')).toBe('/');
});

test('the same callback at two instances at once is exchanged once, and once more never', async () => {
  const [first, second] = await Promise.all(instances.map((app) => FormClient.signedIn(app, 'alice')));
  if (!first || !second) throw new Error('There are two instances.');
  const callback = await sandbox.consent(await first.startConnecting('gmail'));
  // One browser, so both instances get the binding cookie.
  for (const cookie of first.cookies.values())
    if (cookie.name.startsWith('connecting-')) second.cookies.set(cookie.name, cookie);
  const answers = await Promise.all([first, second].map((client) => client.get(pathOf(callback))));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
  expect(sandbox.google.tokenRequests()).toHaveLength(1);
  for (const client of [first, second])
    expect(await (await client.get('/')).text()).toContain(mailboxes.alice);
  await expectMismatch(await second.get(pathOf(callback)));
  expect(sandbox.google.tokenRequests()).toHaveLength(1);
});

async function expectMismatch(answer: Response): Promise<void> {
  expect(answer.status).toBe(400);
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await answer.text()).toContain('state_mismatch');
}

async function expectNothingConnected(client: FormClient): Promise<void> {
  const page = await (await client.get('/')).text();
  expect(page).toContain('Your integrations');
  expect(page.match(/class="state \w+"/g)).toEqual([
    'class="state disconnected"',
    'class="state disconnected"',
  ]);
}
