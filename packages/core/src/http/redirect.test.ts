import { afterEach, expect, test, vi } from 'vitest';
import { selfSigned } from '../../test/self-signed.ts';
import { serve } from '../../test/serve.ts';
import { countingCredentials, testFetch } from '../../test/test-connection.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const callersCredentials = {
  authorization: 'Bearer placeholder',
  cookie: 'session=1',
  'proxy-authorization': 'Basic abc',
  'private-token': 'typed',
  'x-api-key': 'key',
};
const privateToken = { header: 'PRIVATE-TOKEN', scheme: '' };

test('An API origin gets our credential in place of whatever the caller set.', async () => {
  const server = await serve((_, response) => response.end());
  const credentials = countingCredentials(privateToken);
  const fetch = testFetch({ origins: [server.origin], credentials });
  await fetch(server.origin, { headers: callersCredentials });
  const headers = server.seen[0]?.headers;
  expect(headers?.['private-token']).toBe('token-1');
  for (const name of ['authorization', 'cookie', 'proxy-authorization'])
    expect(headers).not.toHaveProperty(name);
});

test.each([
  ['another port', (_: string, other: string) => other],
  ['another name of the same host', (own: string) => own.replace('127.0.0.1', 'localhost')],
])(
  '%s is a foreign origin: no credential is asked for, and none of the caller’s goes there.',
  async (_, target) => {
    const own = await serve((_, response) => response.end());
    const other = await serve((_, response) => response.end());
    const credentials = countingCredentials();
    const fetch = testFetch({ origins: [own.origin], credentials });
    const url = target(own.origin, other.origin);
    await fetch(url, { headers: { ...callersCredentials, 'x-kind': 'file' } });
    const headers = [...own.seen, ...other.seen][0]?.headers;
    expect(headers).toMatchObject({ 'x-kind': 'file' });
    for (const name of Object.keys(callersCredentials)) expect(headers).not.toHaveProperty(name);
    expect(credentials.asked).toHaveLength(0);
  },
);

test('The header that credentials are attached by does not go to a foreign origin, whatever its name.', async () => {
  const own = await serve((_, response) => response.end());
  const other = await serve((_, response) => response.end());
  const credentials = countingCredentials({ header: 'x-figma', scheme: '' });
  const fetch = testFetch({ origins: [own.origin], credentials });
  await fetch(own.origin);
  await fetch(other.origin, { headers: { 'X-Figma': 'typed' } });
  expect(own.seen[0]?.headers['x-figma']).toBe('token-1');
  expect(other.seen[0]?.headers).not.toHaveProperty('x-figma');
});

test('A redirect to another origin takes no credential along, and the way back gets it again.', async () => {
  const own = await serve((request, response) => {
    if (request.url === '/back') response.end('done');
    else response.writeHead(302, { location: `${other.origin}/` }).end();
  });
  const other = await serve((_, response) =>
    response.writeHead(302, { location: `${own.origin}/back` }).end(),
  );
  const fetch = testFetch({ origins: [own.origin], credentials: countingCredentials(privateToken) });
  const answer = await fetch(own.origin, { headers: callersCredentials });
  expect(await answer.text()).toBe('done');
  expect(answer.url).toBe(`${own.origin}/back`);
  expect(answer.redirected).toBe(true);
  expect(own.seen.map(({ headers }) => headers['private-token'])).toEqual(['token-1', 'token-1']);
  for (const name of Object.keys(callersCredentials)) expect(other.seen[0]?.headers).not.toHaveProperty(name);
});

test('Five redirects are followed, a sixth is not.', async () => {
  const server = await serve((request, response) => {
    const left = Number(request.url.slice(1));
    if (left === 0) response.end('there');
    else response.writeHead(302, { location: `/${left - 1}` }).end();
  });
  const fetch = testFetch({ origins: [server.origin] });
  expect(await (await fetch(`${server.origin}/5`)).text()).toBe('there');
  await expect(fetch(`${server.origin}/6`)).rejects.toMatchObject({ code: 'invalid_response' });
});

test.each([
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [303, 'PUT', 'GET'],
  [301, 'PUT', 'PUT'],
  [303, 'HEAD', 'HEAD'],
  [307, 'POST', 'POST'],
  [308, 'DELETE', 'DELETE'],
])('After %i a %s goes on as %s, as the Fetch standard says.', async (status, method, followed) => {
  const server = await serve((request, response) => {
    if (request.url === '/') response.writeHead(status, { location: '/next' }).end();
    else response.end();
  });
  const body = method === 'HEAD' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
  await testFetch({ origins: [server.origin] })(server.origin, { method, ...body });
  const kept = followed === method && method !== 'HEAD';
  expect(server.seen[1]).toMatchObject({ method: followed, body: kept ? '{}' : '' });
  expect(server.seen[1]?.headers['content-type']).toBe(kept ? 'application/json' : undefined);
});

test('A redirect that wants a stream body again is refused, and its server not asked.', async () => {
  const server = await serve((_, response) => response.writeHead(307, { location: '/next' }).end());
  const init = { method: 'POST', body: new Blob(['once']).stream() };
  await expect(testFetch({ origins: [server.origin] })(server.origin, init)).rejects.toMatchObject({
    code: 'invalid_response',
    message: 'Gmail redirected with a body that cannot be sent twice, which was not followed.',
  });
  expect(server.seen).toHaveLength(1);
});

test.each(['http://[', 'file:///etc/passwd', 'javascript:alert(1)'])(
  'A redirect to %s is refused.',
  async (location) => {
    const server = await serve((_, response) => response.writeHead(302, { location }).end());
    await expect(testFetch({ origins: [server.origin] })(server.origin)).rejects.toMatchObject({
      code: 'invalid_response',
    });
  },
);

test('A redirect from https to http is refused.', async () => {
  vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  const plain = await serve((_, response) => response.end());
  const secure = await serve((_, response) => response.writeHead(302, { location: plain.origin }).end(), {
    tls: selfSigned,
  });
  await expect(testFetch({ origins: [secure.origin, plain.origin] })(secure.origin)).rejects.toMatchObject({
    code: 'invalid_response',
    message: 'Gmail redirected from https to http, which was not followed.',
  });
  expect(plain.seen).toHaveLength(0);
});

test('Whoever asks for the redirect itself gets it.', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: '/next' }).end());
  const answer = await testFetch({ origins: [server.origin] })(server.origin, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/next']);
});

test('A token that is refused behind a redirect is replaced there; the write before it is not sent again.', async () => {
  const server = await serve((request, response) => {
    if (request.method === 'POST') response.writeHead(303, { location: '/result' }).end();
    else response.writeHead(request.headers.authorization === 'Bearer token-2' ? 200 : 401).end();
  });
  const fetch = testFetch({ origins: [server.origin] });
  const answer = await fetch(server.origin, { method: 'POST', body: 'mail' });
  expect(answer.status).toBe(200);
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /',
    'GET /result',
    'GET /result',
  ]);
});

test('When the answer to a write is lost behind its redirect, its outcome is unknown.', async () => {
  const server = await serve((request, response) => {
    if (request.method === 'POST') response.writeHead(303, { location: '/result' }).end();
    else response.destroy();
  });
  await expect(
    testFetch({ origins: [server.origin] })(server.origin, { method: 'POST', body: 'mail' }),
  ).rejects.toMatchObject({ code: 'network', outcome: 'unknown', retryable: false });
});
