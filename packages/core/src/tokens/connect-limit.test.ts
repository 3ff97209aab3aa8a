import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../test/serve.ts';
import { connectLimitedFetch } from './connect-limit.ts';

/** Accepts connections and never says a word, so that a TLS handshake never ends. */
async function silentPort(): Promise<number> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

it('gives up a connection that does not stand, with the code of a request that was not sent', async () => {
  const failure = connectLimitedFetch(fetch)(`https://127.0.0.1:${await silentPort()}/token`, {
    method: 'POST',
    body: 'a=b',
  });
  await expect(failure).rejects.toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
});

it('waits for an endpoint that has the request and takes its time', async () => {
  const server = await serve(async (_request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    response.end('late');
  });
  const answer = await connectLimitedFetch(fetch)(`${server.origin}/token`, { method: 'POST', body: 'a=b' });
  expect(await answer.text()).toBe('late');
});

it('leaves a fetch alone that is not the one of the runtime', async () => {
  const own = async () => {
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    return new Response('mine');
  };
  expect(await (await connectLimitedFetch(own)('https://api.example/token')).text()).toBe('mine');
});

it('passes on what the caller aborts', async () => {
  const failure = connectLimitedFetch(fetch)(`https://127.0.0.1:${await silentPort()}/token`, {
    signal: AbortSignal.timeout(50),
  });
  await expect(failure).rejects.toMatchObject({ name: 'TimeoutError' });
});
