import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { freePort } from '@sidecar/test-servers/free-port';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { standardDialect } from '../../../test/authorization-dialect.ts';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
} from '../../../test/fake-authorization-server.ts';
import { consent, errorOf, flowSetup } from '../../../test/flow-setup.ts';
import { standardPlugin } from '../../../test/standard-plugin.ts';
import type { OAuth2Options, RedirectRules } from '../../auth/oauth2.ts';
import { loopback } from '../../loopback.ts';
import type { AuthorizationStart } from '../authorizer.ts';

const state = 's'.repeat(43);
const notes = { id: 'notes', name: 'Notes' };

let server: FakeAuthorizationServer;
beforeAll(async () => {
  server = await fakeAuthorizationServer({ ...standardDialect });
});
afterAll(() => server.close());
beforeEach(() => {
  server.decision = 'allow';
  server.fault = undefined;
  server.tokenRequests.length = 0;
});

function startOf(redirect: Partial<RedirectRules> = {}, signal?: AbortSignal): AuthorizationStart {
  return {
    integration: notes,
    redirect: { hosts: ['127.0.0.1'], port: 'any', ...redirect },
    callbackPath: '/callback/notes',
    ...(signal ? { signal } : {}),
  };
}

/** A authorization that waits for its callback. */
async function waitingSession(options: Parameters<typeof loopback>[0] = {}, start = startOf()) {
  const session = await loopback({ open: () => {}, ...options }).open(start);
  onTestFinished(() => session.close());
  const answer = session.authorize('https://notes.example/authorize', { state });
  answer.catch(() => {});
  return { session, answer, callback: `${session.redirectUri}?code=c0de&state=${state}` };
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(
  url: string,
  { method = 'GET', headers = {} }: RawRequest = {},
): Promise<{ status: number; body: string; headers: IncomingMessage['headers'] }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      let body = '';
      for await (const chunk of response.setEncoding('utf8')) body += chunk;
      resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
    });
    sent.on('error', reject).end();
  });
}

function connectThrough(
  open: (authUrl: string) => void | Promise<void>,
  differences: Partial<OAuth2Options> = {},
) {
  const setup = flowSetup([standardPlugin(server.url, differences)]);
  const connected = setup.flow.connectWith(loopback({ open }), {
    integration: 'notes',
    user: 'ada',
    account: 'default',
  });
  return { ...setup, connected };
}

describe('connecting through a browser on this machine', () => {
  it('connects, and the page says so only once it is true', async () => {
    let page: Promise<string> | undefined;
    const { connected, grants } = connectThrough(async (authUrl) => {
      page = fetch(await consent(authUrl)).then((response) => response.text());
    });
    expect(await connected).toMatchObject({ integration: 'notes', user: 'ada' });
    expect(await page).toContain('<h1>Notes is connected</h1>');
    expect(grants[0]?.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\/notes$/);
  });

  it('shows the person why it failed', async () => {
    server.decision = { error: 'access_denied' };
    let page: Promise<Response> | undefined;
    const { connected } = connectThrough(async (authUrl) => {
      page = consent(authUrl).then((callback) => fetch(callback));
    });
    expect((await errorOf(connected)).code).toBe('authorization_denied');
    const response = await page;
    expect(response?.status).toBe(400);
    expect(await response?.text()).toContain('Notes was not allowed access.');
  });

  it('waits for the browser even where opening it takes until it is closed', async () => {
    const { connected } = connectThrough(async (authUrl) => {
      await fetch(await consent(authUrl));
    });
    expect(await connected).toMatchObject({ integration: 'notes' });
  });

  it('frees the port when it is done, and when it failed', async () => {
    for (const decision of ['allow', { error: 'access_denied' }] as const) {
      server.decision = decision;
      let callback = '';
      const { connected } = connectThrough(async (authUrl) => {
        callback = await consent(authUrl);
        void fetch(callback);
      });
      await connected.catch(() => {});
      await expect(send(callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('asks for the client before it opens anything', async () => {
    let opened = false;
    const { connected } = connectThrough(
      () => {
        opened = true;
      },
      { getClient: () => undefined },
    );
    expect((await errorOf(connected)).code).toBe('not_configured');
    expect(opened).toBe(false);
  });
});

describe('the address that a provider accepts', () => {
  it.each(['127.0.0.1', 'localhost'] as const)('may be %s', async (host) => {
    const { session, answer, callback } = await waitingSession({}, startOf({ hosts: [host] }));
    expect(new URL(session.redirectUri).hostname).toBe(host);
    void send(callback);
    expect(await answer).toBe(callback);
  });

  it('is the next one where this machine lacks the first', async () => {
    const session = await loopback().open(startOf({ hosts: ['[::1]', '127.0.0.1'] }));
    onTestFinished(() => session.close());
    expect(['[::1]', '127.0.0.1']).toContain(new URL(session.redirectUri).hostname);
  });

  it('is on a port that the host chose', async () => {
    const port = await freePort();
    const session = await loopback({ port }).open(startOf({ port: 'fixed' }));
    onTestFinished(() => session.close());
    expect(session.redirectUri).toBe(`http://127.0.0.1:${port}/callback/notes`);
  });

  it('is on port 8217 where it must be registered and the host chose none', async () => {
    const opened = loopback().open(startOf({ port: 'fixed' }));
    onTestFinished(async () => (await opened.catch(() => undefined))?.close());
    // Some other program may have that port; then the error says that it was this one.
    const said = await opened.then(({ redirectUri }) => redirectUri, String);
    expect(said).toMatch(/127\.0\.0\.1:8217\/callback\/notes$|Port 8217 is taken/);
  });

  it('may be taken by another program, which the error names', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const error = await errorOf(loopback({ port }).open(startOf({ port: 'fixed' })));
    expect(error).toMatchObject({ code: 'conflict', integration: 'notes' });
    expect(error.message).toBe(`Port ${port} is taken, so the answer of Notes cannot arrive.`);
    expect(error.nextAction).toContain(`port ${port}`);
  });

  it.each([{ https: true }, { hosts: [] }])(
    'is not on this machine with %j: pasteUrl() is recommended',
    async (rules) => {
      const error = await errorOf(loopback().open(startOf(rules)));
      expect(error).toMatchObject({ code: 'not_supported', integration: 'notes' });
      expect(error.nextAction).toContain('pasteUrl()');
    },
  );

  it('is never reachable from another machine', async () => {
    const { callback } = await waitingSession();
    const { port } = new URL(callback);
    // Every address of 127.0.0.0/8 leads here, but only one of them is listened on.
    const refused = await new Promise((resolve) => {
      connect(Number(port), '127.0.0.2')
        .on('error', resolve)
        .on('connect', () => resolve('connected'));
    });
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a request that is not the expected callback', () => {
  it.each<[string, (callback: string) => readonly [string, RawRequest?]]>([
    ['another path', (callback) => [callback.replace('/callback/notes', '/callback/other')]],
    ['a wrong state', (callback) => [callback.replace(state, 'x'.repeat(43))]],
    ['a shorter state', (callback) => [callback.replace(state, 's')]],
    ['no state', (callback) => [callback.replace(`&state=${state}`, '')]],
    ['two states', (callback) => [`${callback}&state=${state}`]],
    ['another method', (callback) => [callback, { method: 'POST' }]],
    ['a rebound name', (callback) => [callback, { headers: { host: 'evil.example' } }]],
    [
      'a rebound name with our port',
      (callback) => [callback, { headers: { host: `evil.example:${new URL(callback).port}` } }],
    ],
    ['a favicon', (callback) => [new URL('/favicon.ico', callback).href]],
  ])('with %s gets 400 and does not end the wait', async (_what, change) => {
    const { session, answer, callback } = await waitingSession();
    const refused = await send(...change(callback));
    expect(refused.status).toBe(400);
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'");
    expect(refused.body).not.toContain(state);
    const page = send(callback);
    expect(await answer).toBe(callback);
    await session.finish({ connected: true });
    expect((await page).status).toBe(200);
  });

  it('is refused when it is huge, and does not end the wait', async () => {
    const { answer, callback } = await waitingSession();
    expect((await send(`${callback}&padding=${'x'.repeat(20_000)}`)).status).toBe(431);
    void send(callback);
    expect(await answer).toBe(callback);
  });

  it('is refused before the authorization has begun', async () => {
    const session = await loopback().open(startOf());
    onTestFinished(() => session.close());
    expect((await send(`${session.redirectUri}?code=1&state=`)).status).toBe(400);
  });

  it('names its target in full and is refused', async () => {
    const { callback } = await waitingSession();
    const { port, host } = new URL(callback);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket
        .setEncoding('utf8')
        .once('data', (data) => resolve(String(data)))
        .once('error', reject);
      socket.write(`GET ${callback} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a browser that reloads while it waits', () => {
  it('gets the same page as the first request', async () => {
    const { session, answer, callback } = await waitingSession();
    const pages = [send(callback), send(callback), send(callback)];
    await answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await session.finish({ connected: true });
    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await send(callback)).status).toBe(200);
  });

  it('cannot fill the memory', async () => {
    const { session, callback } = await waitingSession();
    let refused = 0;
    const pages = Array.from({ length: 10 }, async () => {
      const { status } = await send(callback);
      if (status === 400) refused += 1;
      return status;
    });
    await vi.waitFor(() => expect(refused).toBe(6));
    await session.finish({ connected: true });
    expect((await Promise.all(pages)).filter((status) => status === 200)).toHaveLength(4);
  });

  it('may be closed before the outcome is known', async () => {
    const { session, answer, callback } = await waitingSession();
    const gone = request(callback, { agent: false });
    gone.on('error', () => {}).end();
    await answer;
    gone.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await session.finish({ connected: true });
  });
});

describe('a person who does not finish', () => {
  it('is waited for only so long', async () => {
    const { answer } = await waitingSession({ timeoutMs: 20 });
    const error = await errorOf(answer);
    expect(error).toMatchObject({ code: 'timeout', integration: 'notes', retryable: false });
    expect(error.nextAction).toContain('Connect Notes again');
  });

  it('is waited for five minutes unless told otherwise', async () => {
    const session = await loopback({ open: () => {} }).open(startOf());
    onTestFinished(() => session.close());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let ended = false;
    const error = errorOf(session.authorize('https://notes.example/', { state })).finally(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(299_999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await error).message).toContain('in 5 minutes');
  });

  it('can be given up', async () => {
    const giveUp = new AbortController();
    const { answer } = await waitingSession({}, startOf({}, giveUp.signal));
    giveUp.abort();
    expect((await errorOf(answer)).code).toBe('aborted');
  });

  it('is not even begun with when it was given up before', async () => {
    expect((await errorOf(loopback().open(startOf({}, AbortSignal.abort())))).code).toBe('aborted');
  });

  it('is given up when the session is closed', async () => {
    const { session, answer, callback } = await waitingSession();
    const error = errorOf(answer);
    await session.close();
    expect((await error).code).toBe('aborted');
    await expect(send(callback)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await session.close();
  });
});

describe('a machine without a browser', () => {
  it('gets the address printed instead', async () => {
    const urls: string[] = [];
    await waitingSession({
      open: () => Promise.reject(new Error('no browser')),
      onUrl: (url) => urls.push(url),
    });
    await vi.waitFor(() => expect(urls).toEqual(['https://notes.example/authorize']));
  });

  it('fails at once when the address cannot be shown either', async () => {
    const { answer } = await waitingSession({
      open: () => {
        throw new Error('no browser');
      },
      onUrl: () => {
        throw new Error('no terminal');
      },
    });
    await expect(answer).rejects.toThrow('no terminal');
  });
});
