import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectedClient, connectMailbox, mailboxes } from './connected-client.ts';
import { FormClient, pathOf } from './form-client.ts';
import { startAppWithSandbox } from './running-app.ts';

let app: Awaited<ReturnType<typeof startAppWithSandbox>>;
beforeAll(async () => {
  app = await startAppWithSandbox();
});
afterAll(() => app.close());

test('two users connect their own mailboxes at the same time and see only their own mail', async () => {
  const [alice, bob] = await Promise.all([connectedClient(app, 'alice'), connectedClient(app, 'bob')]);
  const [alicesPage, bobsPage] = await Promise.all([textOf(alice, '/'), textOf(bob, '/')]);
  expect(alicesPage).toContain('Gmail is connected.');
  expect(alicesPage).toContain(mailboxes.alice);
  expect(alicesPage).not.toContain(mailboxes.bob);
  expect(bobsPage).toContain(mailboxes.bob);
  expect(bobsPage).not.toContain(mailboxes.alice);
  const [alicesInbox, bobsInbox] = await Promise.all([textOf(alice, '/inbox'), textOf(bob, '/inbox')]);
  const [alicesSubjects, bobsSubjects] = [alicesInbox, bobsInbox].map(subjectsIn);
  expect(alicesSubjects?.length).toBeGreaterThan(1);
  expect(bobsSubjects?.length).toBeGreaterThan(0);
  expect(alicesSubjects).not.toEqual(expect.arrayContaining(bobsSubjects ?? []));
});

test('X is connected through its own callback path', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const callback = await app.sandbox.consent(await alice.startConnecting('twitter'));
  expect(new URL(callback).pathname).toBe('/callback/twitter');
  expect((await alice.get(pathOf(callback))).headers.get('location')).toBe('/');
  expect(await textOf(alice, '/')).toContain('@ada_sandbox');
});

test('the binding cookie is for its own flow and callback only, short-lived, and hidden from scripts', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  await alice.startConnecting('gmail');
  await alice.startConnecting('gmail');
  const bindings = [...alice.cookies.values()].filter(({ name }) => name.startsWith('connecting-'));
  expect(new Set(bindings.map(({ name }) => name)).size).toBe(2);
  for (const { line } of bindings) {
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    expect(line).toMatch(/Path=\/callback\/gmail;/);
    expect(line).toMatch(/Max-Age=600;/);
  }
});

test('two connections begun in two tabs can both be finished', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const first = await app.sandbox.consent(await alice.startConnecting('gmail'));
  const second = await app.sandbox.consent(await alice.startConnecting('gmail'));
  expect((await alice.get(pathOf(first))).status).toBe(303);
  expect((await alice.get(pathOf(second))).status).toBe(303);
});

test('the buttons verify, disable, enable and disconnect', async () => {
  const bob = await connectedClient(app, 'bob');
  const press = async (action: string) => {
    expect((await bob.post(`/integrations/gmail/${action}`, { account: 'default' })).status).toBe(303);
    return textOf(bob, '/');
  };
  expect(await press('verify')).toContain(`Gmail works as ${mailboxes.bob}.`);
  expect(await press('disable')).toMatch(/class="state disabled"/);
  expect(await press('enable')).toMatch(/class="state connected"/);
  const question = await textOf(bob, '/integrations/gmail/disconnect?account=default');
  expect(question).toContain('Disconnect Gmail?');
  expect(question).toContain(mailboxes.bob);
  const afterwards = await press('disconnect');
  expect(afterwards).toContain('Gmail is disconnected, and its access has ended.');
  expect(afterwards).not.toContain(mailboxes.bob);
});

test('a connection that the provider has ended shows what to do and can be made again', async () => {
  const bob = await connectedClient(app, 'bob');
  app.sandbox.google.revokeGrants(mailboxes.bob);
  expect((await bob.post('/integrations/gmail/verify')).status).toBe(303);
  const page = await textOf(bob, '/');
  expect(page).toContain('Needs reconnecting');
  expect(page).toContain('Reconnect Gmail.');
  await connectMailbox(bob, app, 'bob');
  expect(await textOf(bob, '/')).toMatch(/class="state connected"/);
});

test('a person who denies is told so, and nothing is connected', async () => {
  const bob = await FormClient.signedIn(app, 'bob');
  await bob.post('/integrations/gmail/disconnect');
  const callback = await app.sandbox.consent(await bob.startConnecting('gmail'), { deny: true });
  const answer = await bob.get(pathOf(callback));
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('authorization_denied');
  expect(await textOf(bob, '/')).not.toMatch(/class="state connected"/);
});

test('no page, cookie or log line holds a token, a code or a password', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const callback = await app.sandbox.consent(await alice.startConnecting('gmail'));
  const code = new URL(callback).searchParams.get('code') ?? '';
  const finished = await alice.get(pathOf(callback));
  const shown = [await finished.text(), await textOf(alice, '/'), ...finished.headers].join('\n');
  const log = app.log.join('\n');
  expect(code.length).toBeGreaterThan(10);
  for (const text of [shown, log]) {
    expect(text).not.toContain(code);
    expect(text).not.toContain('correct horse');
    expect(text).not.toMatch(/access_token|refresh_token|client_secret/);
  }
  expect(log).toContain('GET /callback/gmail 303');
});

async function textOf(client: FormClient, path: string): Promise<string> {
  const answer = await client.get(path);
  expect(answer.status).toBe(200);
  return answer.text();
}

function subjectsIn(page: string): string[] {
  return [...page.matchAll(/<span class="subject">([^<]+)/g)].map(([, subject = '']) => subject);
}
