import { afterEach, expect, test } from 'vitest';
import { type LoopbackServer, serve } from '../../test/serve.ts';
import { countingCredentials, testFetch } from '../../test/test-connection.ts';

const servers: LoopbackServer[] = [];
const start = async (...answer: Parameters<typeof serve>) => {
  const server = await serve(...answer);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test('The token is attached for an API origin, and the answer is the provider’s.', async () => {
  const server = await start((_, response) => response.end('{"ok":true}'));
  const answer = await testFetch({ origins: [server.origin] })(`${server.origin}/mail?q=1`);
  expect(await answer.json()).toEqual({ ok: true });
  expect(answer.url).toBe(`${server.origin}/mail?q=1`);
  expect(server.seen[0]?.headers.authorization).toBe('Bearer token-1');
});

test('A refused token is replaced once and the request sent again with its body.', async () => {
  const server = await start((request, response) => {
    response.statusCode = request.headers.authorization === 'Bearer token-2' ? 200 : 401;
    response.end(request.body);
  });
  const credentials = countingCredentials();
  const fetch = testFetch({ origins: [server.origin], credentials });
  const answer = await fetch(`${server.origin}/send`, { method: 'POST', body: 'a mail' });
  expect(await answer.text()).toBe('a mail');
  expect(credentials.asked.map(({ rejected }) => rejected)).toEqual([undefined, '1']);
});

test('A second refusal with the new token is an error and no third request.', async () => {
  const server = await start((_, response) => response.writeHead(401).end());
  const fetch = testFetch({ origins: [server.origin] });
  await expect(fetch(`${server.origin}/`)).rejects.toMatchObject({
    code: 'provider_rejected',
    integration: 'gmail',
    connection: 'default/default',
  });
  expect(server.seen).toHaveLength(2);
});
