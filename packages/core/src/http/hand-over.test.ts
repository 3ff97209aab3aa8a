import { createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hastyClock } from '../../test/hasty-clock.ts';
import { selfSigned } from '../../test/self-signed.ts';
import { serve } from '../../test/serve.ts';
import { testFetch } from '../../test/test-connection.ts';
import type { Clock } from '../clock.ts';

const mail = { method: 'POST', body: 'mail' };

/** A server that answers each connection with these bytes, whatever it was asked. */
async function serveBytes(bytes: string, after: (socket: Socket) => void = (socket) => socket.end()) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.write(bytes, () => after(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, sockets };
}

test('A body that says that it is too long is not read.', async () => {
  const server = await serve((_, response) => response.end('x'.repeat(2_000_000)));
  const fetch = testFetch({ origins: [server.origin], limits: { bodyBytes: 1_000_000 } });
  await expect(fetch(server.origin)).rejects.toMatchObject({
    code: 'invalid_response',
    message: 'Gmail answered more than 1 MB.',
    nextAction: 'Ask for less at once.',
  });
});

test('A HEAD may tell of a body of any length.', async () => {
  const server = await serve((_, response) => response.writeHead(200, { 'content-length': 2_000_000 }).end());
  const fetch = testFetch({ origins: [server.origin], limits: { bodyBytes: 1_000_000 } });
  const answer = await fetch(server.origin, { method: 'HEAD' });
  expect(answer.headers.get('content-length')).toBe('2000000');
});

test('A body that never says how long it is ends at the limit, and so does its connection.', async () => {
  let closed = false;
  const server = await serve(async (_, response) => {
    response.on('close', () => {
      closed = true;
    });
    while (!closed) {
      if (!response.write('x'.repeat(65_536))) await delay(1);
    }
  });
  const fetch = testFetch({ origins: [server.origin], limits: { bodyBytes: 1_000_000 } });
  const answer = await fetch(server.origin);
  await expect(answer.text()).rejects.toMatchObject({ code: 'invalid_response' });
  await vi.waitUntil(() => closed);
});

test('The limit counts what a small compressed body becomes.', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  const server = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  );
  expect(bomb.byteLength).toBeLessThan(20_000);
  const fetch = testFetch({ origins: [server.origin], limits: { bodyBytes: 1_000_000 } });
  await expect((await fetch(server.origin)).arrayBuffer()).rejects.toMatchObject({
    code: 'invalid_response',
  });
});

test('A body of exactly the limit is whole, and a compressed one is read as it was.', async () => {
  const text = 'x'.repeat(1_000_000);
  const server = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text)),
  );
  const fetch = testFetch({ origins: [server.origin], limits: { bodyBytes: 1_000_000 } });
  expect((await (await fetch(server.origin)).text()) === text).toBe(true);
});

test('A server that never answers ends with the call’s limit: a timeout for a read, unknown for a write.', async () => {
  const server = await serve(() => {});
  const fetch = testFetch({ origins: [server.origin], limits: { totalMs: 60 } });
  await expect(fetch(server.origin)).rejects.toMatchObject({ code: 'timeout', retryable: true });
  await expect(fetch(server.origin, mail)).rejects.toMatchObject({
    code: 'timeout',
    outcome: 'unknown',
    retryable: false,
    nextAction: 'Check in Gmail whether it was done before trying again.',
  });
  expect(server.seen).toHaveLength(2);
});

test('A body that never ends ends with the call’s limit.', async () => {
  const server = await serve((_, response) => response.write('half'));
  const answer = await testFetch({ origins: [server.origin], limits: { totalMs: 100 } })(server.origin);
  await expect(answer.text()).rejects.toMatchObject({
    code: 'timeout',
    message: 'Gmail took longer than 1 second.',
  });
});

test('A fetch beneath that ignores its signal is left behind at the limit.', async () => {
  const beneath = () => new Promise<Response>(() => {});
  const fetch = testFetch({ origins: ['https://api.test'], fetch: beneath, limits: { totalMs: 50 } });
  await expect(fetch('https://api.test/')).rejects.toMatchObject({ code: 'timeout' });
});

test('A body that nobody reads is given up at the limit, without an unhandled rejection.', async () => {
  let closed = false;
  const server = await serve((_, response) => {
    response.on('close', () => {
      closed = true;
    });
    response.write('half');
  });
  await testFetch({ origins: [server.origin], limits: { totalMs: 50 } })(server.origin);
  await vi.waitUntil(() => closed);
});

test('A caller who has read enough frees the connection.', async () => {
  let closed = false;
  const server = await serve((_, response) => {
    response.on('close', () => {
      closed = true;
    });
    response.write('half');
  });
  const answer = await testFetch({ origins: [server.origin] })(server.origin);
  await answer.body?.cancel();
  await vi.waitUntil(() => closed);
});

test('A body that breaks off is a failure of the network for a read, and unknown for a write.', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setTimeout(() => response.destroy(), 20);
  });
  const fetch = testFetch({ origins: [server.origin] });
  const expected = { code: 'network', message: 'The answer from Gmail broke off in the middle.' };
  await expect((await fetch(server.origin)).text()).rejects.toMatchObject({ ...expected, retryable: true });
  const written = (await fetch(server.origin, mail)).text();
  await expect(written).rejects.toMatchObject({ ...expected, outcome: 'unknown', retryable: false });
});

test('A server that hangs up without a word is a failure of the network.', async () => {
  const { origin, sockets } = await serveBytes('');
  await expect(testFetch({ origins: [origin] })(origin)).rejects.toMatchObject({ code: 'network' });
  expect(sockets).toHaveLength(3);
});

test('What is not HTTP is an invalid response, and not asked for again.', async () => {
  const { origin, sockets } = await serveBytes('SSH-2.0-OpenSSH_9.2\r\n');
  await expect(testFetch({ origins: [origin] })(origin)).rejects.toMatchObject({
    code: 'invalid_response',
    message: 'Gmail answered something that is not HTTP.',
  });
  expect(sockets).toHaveLength(1);
});

test('A certificate that is not accepted says so, and is not tried again.', async () => {
  const server = await serve((_, response) => response.end(), { tls: selfSigned });
  const call = testFetch({ origins: [server.origin] })(server.origin, mail);
  await expect(call).rejects.toMatchObject({
    code: 'network',
    message: 'Could not reach Gmail: its TLS certificate was not accepted.',
    retryable: false,
    cause: { name: 'TypeError' },
  });
  await expect(call).rejects.not.toHaveProperty('outcome');
  expect(server.seen).toHaveLength(0);
});

test('A server without TLS behind https says so too.', async () => {
  const server = await serve((_, response) => response.end());
  const origin = server.origin.replace('http:', 'https:');
  await expect(testFetch({ origins: [origin] })(origin)).rejects.toMatchObject({
    code: 'network',
    retryable: false,
  });
});

test('No error shows a token, whatever the provider or the network puts into it.', async () => {
  const beneath = () => {
    const cause = Object.assign(new Error('cannot send Bearer token-1'), {
      request: { headers: { authorization: 'Bearer token-1' } },
      code: 'ya29.a0AfH6SMBxxxxxxxxxxxxxxxx',
    });
    return Promise.reject(new TypeError('fetch failed: authorization: Bearer token-1', { cause }));
  };
  const error = await testFetch({ origins: ['https://api.test'], fetch: beneath })('https://api.test/').catch(
    (thrown: unknown) => thrown,
  );
  const shown = [
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error),
    String(error),
  ].join();
  expect(shown).toContain('Could not reach Gmail');
  expect(shown).not.toMatch(/token-1|ya29/);
});

test('The answer knows where it came from, and so does its clone.', async () => {
  const server = await serve((_, response) => response.end('text'));
  const answer = await testFetch({ origins: [server.origin] })(`${server.origin}/a`);
  const clone = answer.clone();
  expect([clone.url, clone.redirected]).toEqual([`${server.origin}/a`, false]);
  expect(await Promise.all([answer.text(), clone.text()])).toEqual(['text', 'text']);
});

test('A call that has ended, in whatever way, leaves no timer and no listener behind.', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/text') response.end('text');
    else response.writeHead(request.url === '/empty' ? 204 : 500).end();
  });
  const timers: (AbortSignal | undefined)[] = [];
  const clock: Clock = {
    ...hastyClock(),
    sleep: (_, options) => {
      if (options?.background) timers.push(options.signal);
      return options?.background ? new Promise(() => {}) : Promise.resolve();
    },
  };
  const { signal } = new AbortController();
  const listening = new Set<unknown>();
  vi.spyOn(signal, 'addEventListener').mockImplementation((_, listener) => void listening.add(listener));
  vi.spyOn(signal, 'removeEventListener').mockImplementation(
    (_, listener) => void listening.delete(listener),
  );
  const fetch = testFetch({ origins: [server.origin], clock });
  const answer = await fetch(`${server.origin}/text`, { signal });
  expect([timers[0]?.aborted, listening.size]).toEqual([false, 1]);
  await answer.text();
  const unread = await fetch(`${server.origin}/text`, { signal });
  await unread.body?.cancel();
  await fetch(`${server.origin}/empty`, { signal });
  await expect(fetch(`${server.origin}/500`, { signal })).rejects.toThrow();
  expect(timers.map((timer) => timer?.aborted)).toEqual([true, true, true, true]);
  expect(listening.size).toBe(0);
});
