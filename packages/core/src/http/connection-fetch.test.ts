import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@sidecar/test-servers/free-port';
import { expect, test, vi } from 'vitest';
import { serve } from '../../test/serve.ts';
import { countingCredentials, testFetch } from '../../test/test-connection.ts';
import { systemClock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import { createRequestHold } from './request-hold.ts';

test('The token is attached for an API origin, and the answer is the provider’s.', async () => {
  const server = await serve((_, response) => response.end('{"ok":true}'));
  const answer = await testFetch({ origins: [server.origin] })(`${server.origin}/mail?q=1`);
  expect(await answer.json()).toEqual({ ok: true });
  expect(answer.url).toBe(`${server.origin}/mail?q=1`);
  expect(server.seen[0]?.headers.authorization).toBe('Bearer token-1');
});

test('The token is taken anew for each call, with the credential that was asked for.', async () => {
  const server = await serve((_, response) => response.end());
  const credentials = countingCredentials();
  const fetch = testFetch({ origins: [server.origin], credentials });
  await fetch(server.origin);
  await fetch(server.origin, { credential: 'user' });
  expect(credentials.asked.map(({ credential }) => credential)).toEqual([undefined, 'user']);
});

test('Client errors, HTML and empty answers are the caller’s business.', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/404') response.writeHead(404).end('gone');
    else if (request.url === '/204') response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  });
  const fetch = testFetch({ origins: [server.origin] });
  const missing = await fetch(`${server.origin}/404`);
  expect([missing.status, await missing.text()]).toEqual([404, 'gone']);
  expect((await fetch(`${server.origin}/204`)).status).toBe(204);
  await expect((await fetch(server.origin)).json()).rejects.toThrow(SyntaxError);
});

const stream = () => new Blob(['a body']).stream();
const formData = () => {
  const form = new FormData();
  form.set('name', 'a body');
  return form;
};

test.each([
  ['string', () => 'a body', [/^text\/plain/, 'a body']],
  ['URLSearchParams', () => new URLSearchParams({ name: 'a body' }), [/urlencoded/, 'name=a+body']],
  ['FormData', formData, [/^multipart\/form-data; boundary=/, expect.stringContaining('a body')]],
  ['Blob', () => new Blob(['a body'], { type: 'text/x-test' }), [/^text\/x-test$/, 'a body']],
  ['ArrayBuffer', () => new TextEncoder().encode('a body').buffer, [undefined, 'a body']],
  ['Uint8Array', () => new TextEncoder().encode('a body'), [undefined, 'a body']],
  ['ReadableStream', stream, [undefined, 'a body']],
])('A %s body arrives.', async (_, body, [contentType, expected]) => {
  const server = await serve((_, response) => response.end());
  await testFetch({ origins: [server.origin] })(server.origin, { method: 'POST', body: body() });
  const [request] = server.seen;
  expect(request?.body).toEqual(expected);
  if (contentType) expect(request?.headers['content-type']).toMatch(contentType);
  else expect(request?.headers['content-type']).toBeUndefined();
});

test('A Request is taken with its method, headers and body, which can be sent again.', async () => {
  const server = await serve((request, response) => {
    response.writeHead(request.headers.authorization === 'Bearer token-2' ? 200 : 401).end();
  });
  const request = new Request(`${server.origin}/send`, {
    method: 'PUT',
    headers: { 'x-kind': 'mail', authorization: 'Bearer placeholder' },
    body: 'a body',
  });
  const answer = await testFetch({ origins: [server.origin] })(request);
  expect(answer.status).toBe(200);
  expect(server.seen).toHaveLength(2);
  expect(server.seen[1]).toMatchObject({ method: 'PUT', url: '/send', body: 'a body' });
  expect(server.seen[1]?.headers).toMatchObject({ 'x-kind': 'mail', authorization: 'Bearer token-2' });
});

test('What is given beside a Request goes before what the Request says.', async () => {
  const server = await serve((_, response) => response.end());
  const request = new Request(server.origin, { method: 'POST', body: 'old' });
  await testFetch({ origins: [server.origin] })(request, {
    method: 'PATCH',
    body: 'new',
    headers: { 'x-a': 'b' },
  });
  expect(server.seen[0]).toMatchObject({ method: 'PATCH', body: 'new', headers: { 'x-a': 'b' } });
});

test('Our own options do not reach the fetch beneath, the caller’s do.', async () => {
  const beneath = vi.fn<typeof fetch>(async () => new Response('{}'));
  const init = { idempotent: true, credential: 'user', cache: 'no-store' as const };
  await testFetch({ origins: ['https://api.test'], fetch: beneath })('https://api.test/', init);
  const sent = beneath.mock.calls[0]?.[1];
  expect(sent).toMatchObject({ cache: 'no-store', redirect: 'manual', method: 'GET' });
  expect(sent).not.toHaveProperty('idempotent');
  expect(sent).not.toHaveProperty('credential');
});

test.each([
  ['a relative URL', '/messages', {}],
  ['another scheme', 'file:///etc/passwd', {}],
  ['a password in the URL', 'https://me:hunter2@api.test/', {}],
  ['a GET with a body', 'https://api.test/', { body: 'x' }],
  ['a method that fetch refuses', 'https://api.test/', { method: 'TRACE' }],
  ['an impossible header', 'https://api.test/', { headers: { 'x-a': 'line\nbreak' } }],
])('A request with %s is invalid input, and nothing is sent.', async (_, url, init) => {
  const beneath = vi.fn<typeof fetch>();
  const call = testFetch({ origins: ['https://api.test'], fetch: beneath })(url, init);
  await expect(call).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(call).rejects.not.toThrow('hunter2');
  expect(beneath).not.toHaveBeenCalled();
});

test('The log names method, URL without query, status and time, and no secret.', async () => {
  const server = await serve((_, response) => response.end('the-answer'));
  const lines: string[] = [];
  const keep = (message: string) => lines.push(message);
  const logger = { debug: keep, info: keep, warn: keep, error: keep };
  const fetch = testFetch({ origins: [server.origin], logger });
  const url = `${server.origin}/messages?access_token=query-secret#fragment-secret`;
  await (await fetch(url, { method: 'POST', body: 'body-secret' })).text();
  expect(lines).toEqual([
    expect.stringMatching(/^Gmail: POST http:\/\/127\.0\.0\.1:\d+\/messages 200 \(\d+ ms\)$/),
  ]);
});

test('A failure is logged by its code.', async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const lines: string[] = [];
  const keep = (message: string) => lines.push(message);
  const fetch = testFetch({
    origins: [origin],
    logger: { debug: keep, info: keep, warn: keep, error: keep },
  });
  await expect(fetch(`${origin}/a`)).rejects.toThrow(SidecarError);
  expect(lines[0]).toMatch(/^Gmail: GET http:\/\/127\.0\.0\.1:\d+\/a failed: ECONNREFUSED \(\d+ ms\)$/);
});

test('An abort before, during and after the answer’s head ends the call as aborted.', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/body') response.write('half');
  });
  const fetch = testFetch({ origins: [server.origin] });
  const aborted = { code: 'aborted', message: 'The call to Gmail was cancelled.', retryable: false };
  await expect(fetch(server.origin, { signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
  expect(server.seen).toHaveLength(0);

  const early = new AbortController();
  const call = fetch(server.origin, { signal: early.signal });
  await vi.waitUntil(() => server.seen.length === 1);
  early.abort();
  await expect(call).rejects.toMatchObject(aborted);

  const late = new AbortController();
  const answer = await fetch(`${server.origin}/body`, { signal: late.signal });
  const text = answer.text();
  late.abort();
  await expect(text).rejects.toMatchObject(aborted);
});

test('An abort of a write that is on its way says that its outcome is unknown.', async () => {
  const server = await serve(() => {});
  const controller = new AbortController();
  const call = testFetch({ origins: [server.origin] })(server.origin, {
    method: 'POST',
    body: 'mail',
    signal: controller.signal,
  });
  await vi.waitUntil(() => server.seen.length === 1);
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: 'aborted', outcome: 'unknown', retryable: false });
});

test('The signal of a Request counts as the caller’s, and an ignored one is no unhandled rejection.', async () => {
  const server = await serve((_, response) => void response.write('half'));
  const controller = new AbortController();
  const request = new Request(server.origin, { signal: controller.signal });
  await testFetch({ origins: [server.origin] })(request);
  controller.abort();
  await delay(20);
});

test('A source of credentials that fails: our errors pass as they are, others are told apart.', async () => {
  const reauth = new SidecarError('needs_reauth', 'Gmail has to be connected again.');
  const failing = (error: unknown) =>
    testFetch({ origins: ['https://api.test'], credentials: { issue: () => Promise.reject(error) } });
  await expect(failing(reauth)('https://api.test/')).rejects.toBe(reauth);
  await expect(failing(new Error('boom'))('https://api.test/')).rejects.toMatchObject({ code: 'internal' });
});

test('Headers that belong to the connection are not taken from the caller.', async () => {
  const server = await serve((_, response) => response.end());
  const headers = { host: 'elsewhere.test', connection: 'close', 'transfer-encoding': 'chunked' };
  await testFetch({ origins: [server.origin] })(server.origin, { headers });
  expect(server.seen[0]?.headers).toMatchObject({ host: server.origin.slice(7), connection: 'keep-alive' });
  expect(server.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
});

test('A request that the fetch beneath refuses is invalid input, and not repeated.', async () => {
  const server = await serve((_, response) => response.end());
  const init = { method: 'POST', body: 'four', headers: { 'content-length': '5' } };
  await expect(testFetch({ origins: [server.origin] })(server.origin, init)).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(server.seen).toHaveLength(0);
});

test('The fetch beneath is called without a this, as some runtimes insist.', async () => {
  let self: unknown = 'not called';
  async function beneath(this: unknown) {
    self = this;
    return new Response('{}');
  }
  await testFetch({ origins: ['https://api.test'], fetch: beneath })('https://api.test/');
  expect(self).toBeUndefined();
});

test('A Request whose body never comes ends with the call’s limit, and nothing is sent.', async () => {
  const server = await serve((_, response) => response.end());
  const init = { method: 'POST', body: new ReadableStream(), duplex: 'half' };
  const call = testFetch({ origins: [server.origin], limits: { totalMs: 50 } })(
    new Request(server.origin, init),
  );
  await expect(call).rejects.toMatchObject({ code: 'timeout', retryable: true });
  expect(server.seen).toHaveLength(0);
});

test('Whatever goes wrong in between leaves as our error.', async () => {
  const answers = { classify: () => ({ code: 'ok' }) as const };
  const beneath = async () => Object.defineProperty(new Response('x'), 'status', { value: 999 });
  const call = testFetch({ origins: ['https://api.test'], fetch: beneath, answers })('https://api.test/');
  await expect(call).rejects.toMatchObject({ code: 'internal', integration: 'gmail' });
});

test('A call that waits for a rate limit to end can be aborted; nothing of it was sent.', async () => {
  const clock = systemClock;
  const hold = createRequestHold({ clock });
  void hold.hold(10_000);
  const fetch = testFetch({ origins: ['https://api.test'], clock, hold });
  const controller = new AbortController();
  const call = fetch('https://api.test/', { method: 'POST', signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  await expect(call).rejects.not.toHaveProperty('outcome');
});
