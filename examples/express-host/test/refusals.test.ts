import { afterAll, beforeAll, expect, test } from 'vitest';
import { FormClient } from './form-client.ts';
import { startAppWithSandbox } from './running-app.ts';

let app: Awaited<ReturnType<typeof startAppWithSandbox>>;
beforeAll(async () => {
  app = await startAppWithSandbox();
});
afterAll(() => app.close());

const forms = [
  '/integrations/gmail/connect',
  '/integrations/gmail/verify',
  '/integrations/gmail/enable',
  '/integrations/gmail/disable',
  '/integrations/gmail/disconnect',
  '/api-key',
  '/sign-out',
];

test('whoever is not signed in is sent to the sign-in page and can change nothing', async () => {
  const nobody = new FormClient(app);
  for (const path of ['/', '/inbox', '/integrations/gmail/disconnect']) {
    const answer = await nobody.get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
  }
  for (const path of forms) {
    const answer = await nobody.post(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
  }
});

test.each(forms)('%s is refused when a page of another site submits it', async (path) => {
  const alice = await FormClient.signedIn(app, 'alice');
  const headers = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ];
  for (const header of headers) {
    const answer = await alice.send(path, { method: 'POST', headers: header });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.text()).toContain('cross_site');
  }
  expect((await alice.get('/')).status).toBe(200);
});

test('another site cannot sign somebody in as its own user', async () => {
  const body = new URLSearchParams({ name: 'alice', password: 'correct horse' });
  const headers = { origin: 'https://evil.example' };
  const answer = await new FormClient(app).send('/sign-in', { method: 'POST', body, headers });
  expect(answer.status).toBe(403);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('a wrong password and an unknown name get the same answer, and guessing is slowed down', async () => {
  const client = new FormClient(app);
  const wrong = await client.post('/sign-in', { name: 'guessed', password: 'x' });
  expect(wrong.status).toBe(401);
  expect(await wrong.text()).toContain('The user name or the password is wrong.');
  for (let attempt = 0; attempt < 9; attempt += 1)
    await client.post('/sign-in', { name: 'guessed', password: 'x' });
  expect((await client.post('/sign-in', { name: 'guessed', password: 'x' })).status).toBe(429);
  expect((await FormClient.signedIn(app, 'alice')).cookies.size).toBe(1);
});

test('a session ends for good when its user signs out', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const copy = new FormClient(app);
  for (const [key, cookie] of alice.cookies) copy.cookies.set(key, cookie);
  expect((await copy.get('/')).status).toBe(200);
  await alice.post('/sign-out');
  expect((await copy.get('/')).status).toBe(303);
});

test('the session cookie is hidden from scripts and from other sites’ forms, and is new at every sign-in', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const [before] = alice.cookies.values();
  expect(before?.line).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
  await alice.post('/sign-in', { name: 'alice', password: 'correct horse' });
  const [after] = alice.cookies.values();
  expect(after?.value).not.toBe(before?.value);
});

test('what people type comes back escaped, under a policy that runs no script', async () => {
  const name = '"><script>alert(1)</script>';
  const answer = await new FormClient(app).post('/sign-in', { name, password: 'x' });
  const page = await answer.text();
  expect(page).not.toContain('<script');
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
});

test('an unknown page, integration or account is 404 or 400, not a crash', async () => {
  const alice = await FormClient.signedIn(app, 'alice');
  const statuses = await Promise.all([
    alice.get('/nothing').then(({ status }) => status),
    alice.post('/integrations/nothing/connect').then(({ status }) => status),
    alice.get('/callback/nothing?state=x').then(({ status }) => status),
    alice.get('/%E0%A4%A').then(({ status }) => status),
    alice.post('/sign-in', { name: 'x'.repeat(20_000) }).then(({ status }) => status),
  ]);
  expect(statuses).toEqual([404, 404, 404, 404, 413]);
});
