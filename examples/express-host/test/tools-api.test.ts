import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectedClient } from './connected-client.ts';
import type { FormClient } from './form-client.ts';
import { startAppWithSandbox } from './running-app.ts';

let app: Awaited<ReturnType<typeof startAppWithSandbox>>;
let alice: FormClient;
let key: string;
beforeAll(async () => {
  app = await startAppWithSandbox();
  alice = await connectedClient(app, 'alice');
  key = await createKey(alice);
});
afterEach(() => app.sandbox.faults.clear());
afterAll(() => app.close());

test('the tools of a user are listed with their JSON Schemas', async () => {
  const { status, body } = await callApi('GET /api/tools');
  expect(status).toBe(200);
  const list = body.tools.find(({ name }: { name: string }) => name === 'email_list');
  expect(list).toMatchObject({ qualifiedName: 'gmail.email_list', integration: 'gmail', effect: 'read' });
  expect(list.inputSchema.properties.limit).toMatchObject({ type: 'integer', maximum: 100 });
  expect(JSON.stringify(body)).not.toContain('tweet_post');
});

test('a tool answers its output as JSON', async () => {
  const { status, body } = await callApi('POST /api/tools/email_list', { limit: 2 });
  expect(status).toBe(200);
  expect(body.emails).toHaveLength(2);
  expect(body.emails[0].subject).toEqual(expect.any(String));
});

test('a tool that writes does so in the caller’s own account', async () => {
  const mail = { to: 'grace@sandbox.example', subject: 'Over HTTP', body: 'Hello.' };
  expect((await callApi('POST /api/tools/gmail.email_send', mail)).status).toBe(200);
  const bob = await connectedClient(app, 'bob');
  const found = { query: 'subject:"Over HTTP"' };
  const { body } = await callApi('POST /api/tools/email_search', found, await createKey(bob));
  expect(body.emails[0]).toMatchObject({ from: expect.stringContaining('ada@sandbox.example') });
});

test('an invalid input is 400 and names the field', async () => {
  const { status, body } = await callApi('POST /api/tools/email_list', { limit: 1000 });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'invalid_input', integration: 'gmail', retryable: false });
  expect(body.message).toMatch(/^The input of email_list is not valid: limit/);
  expect(body.fields).toEqual([expect.objectContaining({ path: 'limit' })]);
});

test('an unknown tool is 404 and a tool that is not connected is 409, each with a next action', async () => {
  const unknown = await callApi('POST /api/tools/email_lst', {});
  expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown_name' } });
  expect(unknown.body.nextAction).toContain('email_list');
  const unconnected = await callApi('POST /api/tools/timeline_read', {});
  expect(unconnected).toMatchObject({ status: 409, body: { code: 'not_connected' } });
  expect(unconnected.body.nextAction).toEqual(expect.any(String));
});

test('a limit of the provider is 429 and says when to come again', async () => {
  const bobsKey = await createKey(await connectedClient(app, 'bob'));
  app.sandbox.faults.set({ service: 'google', on: 'api', kind: 'status', status: 429, retryAfter: 3600 });
  const { status, headers, body } = await callApi('POST /api/tools/email_list', {}, bobsKey);
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(60);
  expect(body).toMatchObject({ code: 'rate_limited', retryable: true });
});

test('without a key, with a wrong key and with a replaced key nothing is answered', async () => {
  const replaced = key;
  key = await createKey(alice);
  const answers = await Promise.all([
    fetch(`${app.instanceUrl}/api/tools`),
    fetch(`${app.instanceUrl}/api/tools`, { headers: { authorization: 'Bearer host_wrong' } }),
    fetch(`${app.instanceUrl}/api/tools`, { headers: { authorization: `Bearer ${replaced}` } }),
    // A wrong key is not made good by a session.
    alice.send('/api/tools', { headers: { authorization: 'Bearer host_wrong' } }),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
  }
});

test('a session counts for the host’s own pages, not for those of other sites', async () => {
  const call = (headers: Record<string, string>) =>
    alice.send('/api/tools/email_list', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', ...headers },
    });
  expect((await call({ origin: app.publicUrl })).status).toBe(200);
  expect((await call({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await call({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await call({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(403);
  expect((await call({})).status).toBe(403);
});

test('other sites get no CORS header, not even when they ask first', async () => {
  const preflight = await fetch(`${app.instanceUrl}/api/tools/email_list`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('a body that is no JSON, torn, or too large is refused before any tool runs', async () => {
  const send = (body: string, type = 'application/json') =>
    fetch(`${app.instanceUrl}/api/tools/email_list`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
    });
  const answers = await Promise.all([
    send('limit=1', 'application/x-www-form-urlencoded'),
    send('{"limit": '),
    send(JSON.stringify({ from: 'x'.repeat(1_100_000) })),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([415, 400, 413]);
  for (const answer of answers) expect(await answer.json()).toMatchObject({ code: 'invalid_input' });
});

test('an unknown address of the API is 404 as JSON', async () => {
  expect(await callApi('GET /api/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('an API key is shown once', async () => {
  const shown = await createKey(alice);
  expect(await (await alice.get('/')).text()).not.toContain(shown);
  key = shown;
});

async function createKey(client: FormClient): Promise<string> {
  const page = await client.post('/api-key');
  const [created = ''] = /host_[\w-]{43}/.exec(await page.text()) ?? [];
  expect(created).not.toBe('');
  return created;
}

/** `POST /api/tools/NAME` with an input, or `GET …` without. */
async function callApi(request: string, input?: object, bearer = key) {
  const [method = '', path = ''] = request.split(' ');
  const answer = await fetch(app.instanceUrl + path, {
    method,
    ...(input && { body: JSON.stringify(input) }),
    headers: { authorization: `Bearer ${bearer}`, ...(input && { 'content-type': 'application/json' }) },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
