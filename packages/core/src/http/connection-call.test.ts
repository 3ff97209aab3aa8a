import { freePort } from '@sidecar/test-servers/free-port';
import { expect, test, vi } from 'vitest';
import { hastyClock } from '../../test/hasty-clock.ts';
import { serve } from '../../test/serve.ts';
import { countingCredentials, testFetch } from '../../test/test-connection.ts';

const mail = { method: 'POST', body: 'mail' };
const streamed = () => ({ method: 'POST', body: new Blob(['mail']).stream() });

test('A refused token is replaced once and the request sent again with its body.', async () => {
  const server = await serve((request, response) => {
    response.statusCode = request.headers.authorization === 'Bearer token-2' ? 200 : 401;
    response.end(request.body);
  });
  const credentials = countingCredentials();
  const fetch = testFetch({ origins: [server.origin], credentials });
  const answer = await fetch(server.origin, mail);
  expect(await answer.text()).toBe('mail');
  expect(credentials.asked.map(({ rejected }) => rejected)).toEqual([undefined, '1']);
});

test('A second refusal with the new token is an error and no third request.', async () => {
  const server = await serve((_, response) => response.writeHead(401).end('token-2 is bad'));
  const fetch = testFetch({ origins: [server.origin] });
  await expect(fetch(server.origin, mail)).rejects.toMatchObject({
    code: 'provider_rejected',
    message: 'Gmail refused the access token, and a new one as well.',
    integration: 'gmail',
    connection: 'default/default',
    retryable: false,
  });
  expect(server.seen).toHaveLength(2);
});

test('A source that has no newer token than the refused one causes no second request.', async () => {
  const server = await serve((_, response) => response.writeHead(401).end());
  const attach = { header: 'authorization', scheme: 'Bearer' };
  const credentials = { issue: async () => ({ token: 'typed', attach, version: '1' }) };
  await expect(testFetch({ origins: [server.origin], credentials })(server.origin)).rejects.toMatchObject({
    code: 'provider_rejected',
  });
  expect(server.seen).toHaveLength(1);
});

test('Without a credential a 401 is the caller’s business.', async () => {
  const server = await serve((_, response) => response.writeHead(401).end());
  const attach = { header: 'authorization', scheme: 'Bearer' };
  const credentials = { issue: async () => ({ attach, version: '1' }) };
  expect((await testFetch({ origins: [server.origin], credentials })(server.origin)).status).toBe(401);
  expect((await testFetch({ origins: [] })(server.origin)).status).toBe(401);
  expect(server.seen).toHaveLength(2);
});

test('A stream whose token is refused is not sent twice, and the call may be made again.', async () => {
  const server = await serve((_, response) => response.writeHead(401).end());
  await expect(testFetch({ origins: [server.origin] })(server.origin, streamed())).rejects.toMatchObject({
    code: 'provider_rejected',
    retryable: true,
  });
  expect(server.seen).toHaveLength(1);
});

test('A read that fails at the provider is repeated twice, with exponential backoff and full jitter.', async () => {
  const server = await serve((_, response, count) => response.writeHead(count < 3 ? 500 : 200).end('fine'));
  const clock = hastyClock();
  const fetch = testFetch({ origins: [server.origin], clock, random: () => 0.5 });
  expect(await (await fetch(server.origin)).text()).toBe('fine');
  expect(clock.slept).toEqual([150, 300]);
});

test('A read that keeps failing ends after three requests as provider_unavailable.', async () => {
  const server = await serve((_, response) => response.writeHead(502).end('<html>'));
  await expect(testFetch({ origins: [server.origin] })(server.origin)).rejects.toMatchObject({
    code: 'provider_unavailable',
    message: 'Gmail is not available (status 502). Try again later.',
    retryable: true,
  });
  expect(server.seen).toHaveLength(3);
});

test('A write that fails at the provider is sent once, and its outcome is unknown.', async () => {
  const server = await serve((_, response) => response.writeHead(500).end());
  await expect(testFetch({ origins: [server.origin] })(server.origin, mail)).rejects.toMatchObject({
    code: 'provider_unavailable',
    outcome: 'unknown',
    retryable: false,
    nextAction: 'Check in Gmail whether it was done before trying again.',
  });
  expect(server.seen).toHaveLength(1);
});

test.each([
  ['a POST declared idempotent', { ...mail, idempotent: true }, 3],
  ['a GET declared not to be', { idempotent: false }, 1],
  ['a DELETE', { method: 'DELETE' }, 1],
  ['a HEAD', { method: 'HEAD' }, 3],
  ['a stream, even declared idempotent', { ...streamed(), idempotent: true }, 1],
])('Repeating is decided by what is declared, then by the method: %s.', async (_, init, requests) => {
  const server = await serve((_, response) => response.writeHead(500).end());
  // Counted here too: a stream that is sent twice fails before it reaches the server.
  const beneath = vi.fn(fetch);
  const call = testFetch({ origins: [server.origin], fetch: beneath })(server.origin, init);
  await expect(call).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect([server.seen.length, beneath.mock.calls.length]).toEqual([requests, requests]);
});

test('A read whose connection is cut is repeated, and ends as network.', async () => {
  const server = await serve((_, response) => response.destroy());
  await expect(testFetch({ origins: [server.origin] })(server.origin)).rejects.toMatchObject({
    code: 'network',
    message: 'Could not reach Gmail. Check the connection.',
    retryable: true,
  });
  expect(server.seen).toHaveLength(3);
});

test('A write whose connection is cut is not sent twice, and its outcome is unknown.', async () => {
  const server = await serve((_, response) => response.destroy());
  await expect(testFetch({ origins: [server.origin] })(server.origin, mail)).rejects.toMatchObject({
    code: 'network',
    outcome: 'unknown',
    retryable: false,
  });
  expect(server.seen).toHaveLength(1);
});

test('A write that nothing can have received is repeated, and gets through when the server is back.', async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let attempts = 0;
  const beneath: typeof fetch = async (input, init) => {
    attempts += 1;
    if (attempts === 2) await serve((request, response) => response.end(request.body), { port });
    return fetch(input, init);
  };
  const answer = await testFetch({ origins: [origin], fetch: beneath })(origin, mail);
  expect(await answer.text()).toBe('mail');
});

test('A write that nothing received fails as network, certain and retryable, after three attempts.', async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  let attempts = 0;
  const beneath: typeof fetch = (input, init) => {
    attempts += 1;
    return fetch(input, init);
  };
  const call = testFetch({ origins: [origin], fetch: beneath })(origin, mail);
  await expect(call).rejects.toMatchObject({ code: 'network', retryable: true });
  await expect(call).rejects.not.toHaveProperty('outcome');
  expect(attempts).toBe(3);
});

test('Failures of both kinds share the three attempts.', async () => {
  const server = await serve((_, response, count) => {
    if (count % 2) response.destroy();
    else response.writeHead(503).end();
  });
  await expect(testFetch({ origins: [server.origin] })(server.origin)).rejects.toMatchObject({
    code: 'network',
  });
  expect(server.seen).toHaveLength(3);
});

test('After a refused token a failing read has its attempts left, and asks for no second new token.', async () => {
  const server = await serve((request, response, count) => {
    if (request.headers.authorization === 'Bearer token-1') response.writeHead(401).end();
    else response.writeHead(count === 2 ? 500 : 200).end();
  });
  const answer = await testFetch({ origins: [server.origin] })(server.origin);
  expect(answer.status).toBe(200);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
    'Bearer token-2',
  ]);
});
