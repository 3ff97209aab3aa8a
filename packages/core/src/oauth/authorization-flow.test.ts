import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { standardDialect } from '../../test/authorization-dialect.ts';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
  type TokenFault,
} from '../../test/fake-authorization-server.ts';
import { consent, errorOf, everythingShown, flowSetup } from '../../test/flow-setup.ts';
import { standardPlugin } from '../../test/standard-plugin.ts';
import type { OAuth2Options } from '../auth/oauth2.ts';
import { memoryStore } from '../storage/memory-store.ts';

const redirectUri = 'https://app.example/callback/notes';
const request = { integration: 'notes', user: 'ada', account: 'default', redirectUri };

let server: FakeAuthorizationServer;
beforeAll(async () => {
  server = await fakeAuthorizationServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.dialect = standardDialect;
  server.decision = 'allow';
  server.fault = undefined;
  server.tokenRequests.length = 0;
});

function setUp(differences: Partial<OAuth2Options> = {}) {
  return flowSetup([standardPlugin(server.url, differences)]);
}

/** A authorization at whose end the browser is about to open the callback. */
async function atCallback(differences: Partial<OAuth2Options> = {}) {
  const setup = setUp(differences);
  const started = await setup.flow.startAuthFlow(request);
  const callback = await consent(started.authUrl);
  return { ...setup, ...started, callback, bearer: { binding: started.binding, user: 'ada' } };
}

/** A refused callback must leave the genuine one usable. */
async function expectStillUsable({ flow, callback, bearer, grants }: Awaited<ReturnType<typeof atCallback>>) {
  expect(server.tokenRequests).toEqual([]);
  await flow.handleCallback(callback, bearer);
  expect(grants).toHaveLength(1);
}

describe('a authorization by authorization code', () => {
  it('ends with the tokens of the person who started it', async () => {
    const { flow, grants, callback, bearer, clock } = await atCallback();
    expect(await flow.handleCallback(callback, bearer)).toEqual({
      integration: 'notes',
      user: 'ada',
      account: 'default',
      auth: 'oauth',
    });
    expect(grants).toMatchObject([
      {
        clientId: 'public-client',
        redirectUri,
        requestedScopes: ['read', 'write'],
        tokens: { scopes: ['read', 'write'], expiresAt: clock.now() + 3_600_000 },
      },
    ]);
    expect(server.secrets).toContain(grants[0]?.tokens.accessToken);
  });

  it('asks for the scopes that the host names', async () => {
    const { flow } = setUp();
    const { authUrl } = await flow.startAuthFlow({ ...request, scopes: ['read'] });
    expect(new URL(authUrl).searchParams.get('scope')).toBe('read');
  });

  it('lets no extra parameter of a provider replace the state or the client', async () => {
    const { flow } = setUp({ extraAuthParams: { state: 'fixed', client_id: 'other', prompt: 'consent' } });
    const { authUrl, state } = await flow.startAuthFlow(request);
    const { searchParams } = new URL(authUrl);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      state,
      client_id: 'public-client',
      prompt: 'consent',
    });
  });

  it('keeps neither state nor binding in the store, only their hashes', async () => {
    const { flow, store } = setUp();
    const { state, binding } = await flow.startAuthFlow(request);
    const [key = ''] = await store.list('pending/');
    const stored = `${key} ${(await store.get(key))?.value}`;
    expect(key).toMatch(/^pending\/[0-9a-f]{64}$/);
    expect(stored).not.toContain(state);
    expect(stored).not.toContain(binding);
  });

  it('shows its verifier to nobody', async () => {
    const { flow, store } = setUp();
    const started = await flow.startAuthFlow(request);
    const [key = ''] = await store.list('pending/');
    const { codeVerifier } = JSON.parse((await store.get(key))?.value ?? '{}');
    expect(codeVerifier).toMatch(/^[\w-]{43}$/);
    expect(everythingShown([flow, started])).not.toContain(codeVerifier);
  });

  it('forgets the verifier as soon as the callback was taken', async () => {
    const { flow, store, callback, bearer } = await atCallback();
    await flow.handleCallback(callback, bearer);
    const [key = ''] = await store.list('pending/');
    expect((await store.get(key))?.value).not.toContain('codeVerifier');
  });

  it('removes expired authorizations when others start', async () => {
    const { flow, store, clock } = setUp();
    for (let count = 0; count < 5; count += 1) await flow.startAuthFlow(request);
    clock.advance(600_000);
    await flow.startAuthFlow(request);
    expect(await store.list('pending/')).toHaveLength(1);
  });

  it('looks at a few others only, however many there are', async () => {
    const store = memoryStore();
    const { flow } = flowSetup([standardPlugin(server.url)], { store });
    for (let count = 0; count < 50; count += 1) await flow.startAuthFlow(request);
    let looks = 0;
    const counting = { ...store, get: (key: string) => store.get(key).finally(() => (looks += 1)) };
    await flowSetup([standardPlugin(server.url)], { store: counting }).flow.startAuthFlow(request);
    expect(looks).toBe(8);
  });

  it('starts although tidying up fails', async () => {
    const store = { ...memoryStore(), list: () => Promise.reject(new Error('down')) };
    const { flow } = flowSetup([standardPlugin(server.url)], { store });
    expect((await flow.startAuthFlow(request)).authUrl).toContain(server.url);
  });

  it('names the variables to set when there is no client', async () => {
    const { flow } = setUp({ getClient: () => undefined });
    const error = await errorOf(flow.startAuthFlow(request));
    expect(error).toMatchObject({ code: 'not_configured', integration: 'notes' });
    expect(error.message).toBe('Notes is not configured. Set NOTES_CLIENT_ID.');
  });

  it('does not start at an address that is not https', async () => {
    const { flow, store } = setUp({ tokenUrl: 'http://notes.example/token' });
    expect(await errorOf(flow.startAuthFlow(request))).toMatchObject({ code: 'not_configured' });
    expect(await store.list('pending/')).toEqual([]);
  });

  it.each([
    '/callback/notes',
    'javascript:alert(1)',
    'https://app.example/#there',
    'https://me:pw@app.example/',
  ])('does not start with the redirect URI %s', async (wrong) => {
    const { flow } = setUp();
    const error = await errorOf(flow.startAuthFlow({ ...request, redirectUri: wrong }));
    expect(error.code).toBe('invalid_input');
  });
});

describe('a bad callback', () => {
  it('with a forged state is refused', async () => {
    const setup = await atCallback();
    const forged = new URL(setup.callback);
    forged.searchParams.set('state', 'a'.repeat(43));
    const error = await errorOf(setup.flow.handleCallback(forged.href, setup.bearer));
    expect(error).toMatchObject({ code: 'state_mismatch', retryable: false });
    expect(error.message).toBe('No authorization is waiting for this callback; it is forged or too old.');
    expect(error.nextAction).toContain('Start the connection again');
    await expectStillUsable(setup);
  });

  it('in a foreign browser is refused: a victim who consents at an attacker’s URL connects nothing', async () => {
    const setup = await atCallback();
    for (const binding of ['x'.repeat(43), '', 'b'.repeat(100_000)]) {
      const error = await errorOf(setup.flow.handleCallback(setup.callback, { binding, user: 'ada' }));
      expect(error.code).toBe('state_mismatch');
      expect(error.message).toBe('This authorization was started in another browser.');
      expect(error.integration).toBeUndefined();
    }
    await expectStillUsable(setup);
  });

  it('without any cookie is refused', async () => {
    const setup = await atCallback();
    const bearer = JSON.parse('{"user":"ada"}');
    const error = await errorOf(setup.flow.handleCallback(setup.callback, bearer));
    expect(error.message).toBe('This authorization was started in another browser.');
    await expectStillUsable(setup);
  });

  it('of a foreign user is refused', async () => {
    const setup = await atCallback();
    const { flow, callback, binding } = setup;
    const error = await errorOf(flow.handleCallback(callback, { binding, user: 'eve' }));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toBe('This authorization was started by another user.');
    await expectStillUsable(setup);
  });

  it.each([
    ['path', 'https://app.example/callback/other'],
    ['host', 'https://evil.example/callback/notes'],
    ['port', 'https://app.example:8443/callback/notes'],
    ['scheme', 'http://app.example/callback/notes'],
  ])('at the wrong %s is refused', async (_part, place) => {
    const setup = await atCallback();
    const moved = place + new URL(setup.callback).search;
    const error = await errorOf(setup.flow.handleCallback(moved, setup.bearer));
    expect(error).toMatchObject({ code: 'state_mismatch', integration: 'notes' });
    expect(error.message).toContain('an address that was not agreed on');
    await expectStillUsable(setup);
  });

  it.each(['state', 'code', 'scope'])('with two values of %s is refused', async (name) => {
    const setup = await atCallback();
    const error = await errorOf(
      setup.flow.handleCallback(`${setup.callback}&${name}=1&${name}=2`, setup.bearer),
    );
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toContain('twice');
    await expectStillUsable(setup);
  });

  it.each([
    ['too long', (callback: string) => `${callback}&padding=${'x'.repeat(20_000)}`],
    ['not a whole URL', (callback: string) => new URL(callback).search],
    ['not a whole URL', () => ''],
    ['no state', () => `${redirectUri}?code=1`],
    ['no state', () => `${redirectUri}?code=1&state=`],
  ])('that is %s is refused', async (message, change) => {
    const setup = await atCallback();
    const error = await errorOf(setup.flow.handleCallback(change(setup.callback), setup.bearer));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toContain(message);
    await expectStillUsable(setup);
  });

  it('that is expired is refused and forgotten', async () => {
    const { flow, callback, bearer, clock, store } = await atCallback();
    clock.advance(600_000);
    const error = await errorOf(flow.handleCallback(callback, bearer));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toContain('longer than 10 minutes');
    expect(await store.list('pending/')).toEqual([]);
    expect(server.tokenRequests).toEqual([]);
  });

  it('that is repeated is refused, and says so', async () => {
    const { flow, callback, bearer, grants } = await atCallback();
    await flow.handleCallback(callback, bearer);
    const error = await errorOf(flow.handleCallback(callback, bearer));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toBe('This answer of Notes was already used.');
    expect(grants).toHaveLength(1);
    expect(server.tokenRequests).toHaveLength(1);
  });

  it('that arrives twice at once on two instances leads to one exchange', async () => {
    const first = await atCallback();
    const second = flowSetup([standardPlugin(server.url)], first);
    const outcomes = await Promise.allSettled(
      [first, second, second, first].map(({ flow }) => flow.handleCallback(first.callback, first.bearer)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('state_mismatch');
    expect([...first.grants, ...second.grants]).toHaveLength(1);
    expect(server.tokenRequests).toHaveLength(1);
  });

  it('from another server than the plugin names is refused (RFC 9207)', async () => {
    server.dialect = { ...standardDialect, issuer: 'https://evil.example' };
    const setup = await atCallback({ issuer: 'https://notes.example' });
    const error = await errorOf(setup.flow.handleCallback(setup.callback, setup.bearer));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toContain('another server');
    const genuine = new URL(setup.callback);
    genuine.searchParams.set('iss', 'https://notes.example');
    await expectStillUsable({ ...setup, callback: genuine.href });
  });

  it('without an issuer is taken, since many providers send none', async () => {
    await expectStillUsable(await atCallback({ issuer: 'https://notes.example' }));
  });

  it('without code and error says that the provider answered nothing useful', async () => {
    const { flow, callback, bearer } = await atCallback();
    const empty = new URL(callback);
    empty.searchParams.delete('code');
    const error = await errorOf(flow.handleCallback(empty.href, bearer));
    expect(error).toMatchObject({ code: 'invalid_response', integration: 'notes' });
    expect(server.tokenRequests).toEqual([]);
  });

  it('is refused when the client was changed meanwhile', async () => {
    let id = 'public-client';
    const { flow, callback, bearer } = await atCallback({ getClient: () => ({ id }) });
    id = 'another-client';
    const error = await errorOf(flow.handleCallback(callback, bearer));
    expect(error.code).toBe('state_mismatch');
    expect(error.message).toContain('client of Notes was changed');
    expect(server.tokenRequests).toEqual([]);
  });

  it('is refused when the token endpoint was changed meanwhile', async () => {
    const { store, clock, callback, bearer } = await atCallback();
    const { flow } = flowSetup([standardPlugin(server.url, { tokenUrl: `${server.url}/other` })], {
      store,
      clock,
    });
    expect((await errorOf(flow.handleCallback(callback, bearer))).code).toBe('state_mismatch');
    expect(server.tokenRequests).toEqual([]);
  });
});

describe('a provider that says no', () => {
  it.each([
    ['access_denied', 'authorization_denied'],
    ['unauthorized_client', 'not_configured'],
    ['invalid_scope', 'provider_rejected'],
    ['temporarily_unavailable', 'provider_unavailable'],
  ])('with %s is %s', async (said, code) => {
    server.decision = { error: said };
    const { flow, callback, bearer } = await atCallback();
    const error = await errorOf(flow.handleCallback(callback, bearer));
    expect(error).toMatchObject({ code, integration: 'notes', retryable: false });
    expect(error.message).toContain('Notes');
    expect(error.nextAction).toBeTruthy();
    expect((await errorOf(flow.handleCallback(callback, bearer))).code).toBe('state_mismatch');
  });

  it('is not quoted when it says more than a word', async () => {
    server.decision = { error: '<b>call 555-1234</b>' };
    const { flow, callback, bearer } = await atCallback();
    expect((await errorOf(flow.handleCallback(callback, bearer))).message).toBe(
      'Notes refused the authorization.',
    );
  });
});

describe('the exchange of the code', () => {
  it.each<[TokenFault, string]>([
    ['html', 'invalid_response'],
    ['garbage', 'invalid_response'],
    ['empty', 'invalid_response'],
    ['huge', 'invalid_response'],
    ['cut', 'network'],
    [{ status: 503, body: '<html>' }, 'provider_unavailable'],
    [{ status: 429, body: '' }, 'rate_limited'],
    [{ status: 404, body: '' }, 'invalid_response'],
    [{ status: 302, body: '' }, 'invalid_response'],
    [{ status: 400, body: '{"error":"invalid_grant"}' }, 'authorization_denied'],
    [{ status: 401, body: '{"error":"invalid_client"}' }, 'not_configured'],
    [{ status: 400, body: '{"error":"unsupported_grant_type"}' }, 'provider_rejected'],
    [{ status: 400, body: '{"access_token":"not-yours","error":"invalid_grant"}' }, 'authorization_denied'],
  ])('that is answered %j ends in %s, and is not repeated', async (fault, code) => {
    const { flow, callback, bearer, grants } = await atCallback();
    server.fault = fault;
    const error = await errorOf(flow.handleCallback(callback, bearer));
    expect(error).toMatchObject({ code, integration: 'notes', retryable: false });
    expect(error.message).toContain('Notes');
    expect(error.nextAction).toBeTruthy();
    expect(server.tokenRequests).toHaveLength(1);
    expect(grants).toEqual([]);
  });

  it('shows no code, token, verifier, state or binding in any of its errors', async () => {
    const faults: TokenFault[] = ['html', 'garbage', 'cut', { status: 400, body: '' }];
    for (const fault of faults) {
      const { flow, callback, bearer, state, store } = await atCallback();
      const [key = ''] = await store.list('pending/');
      const { codeVerifier } = JSON.parse((await store.get(key))?.value ?? '{}');
      const code = new URL(callback).searchParams.get('code') ?? '';
      // A provider that repeats what it was sent.
      server.fault =
        typeof fault === 'object'
          ? { status: 400, body: JSON.stringify({ error: `wrong ${code}`, error_description: codeVerifier }) }
          : fault;
      const shown = everythingShown(await errorOf(flow.handleCallback(callback, bearer)));
      for (const secret of [code, codeVerifier, state, bearer.binding]) expect(shown).not.toContain(secret);
    }
  });

  it('keeps tokens over whose answer the plugin fails', async () => {
    const parseTokenResponse = (body: Readonly<Record<string, unknown>>) => {
      throw new Error(`unexpected ${JSON.stringify(body)}`);
    };
    const { flow, callback, bearer } = await atCallback({ parseTokenResponse });
    expect(await flow.handleCallback(callback, bearer)).toMatchObject({ integration: 'notes' });
  });

  it('that never ends is given up after 30 s', async () => {
    const { flow, callback, bearer, clock } = await atCallback();
    server.fault = 'hang';
    const failed = errorOf(flow.handleCallback(callback, bearer));
    await clock.sleeping(30_000);
    clock.advance(29_999);
    await new Promise(setImmediate);
    expect(await Promise.race([failed, 'still waiting'])).toBe('still waiting');
    clock.advance(1);
    expect(await failed).toMatchObject({ code: 'timeout', integration: 'notes', retryable: false });
  });

  it('ends when the caller gives up', async () => {
    const { flow, callback, bearer, clock } = await atCallback();
    server.fault = 'hang';
    const giveUp = new AbortController();
    const failed = errorOf(flow.handleCallback(callback, { ...bearer, signal: giveUp.signal }));
    await clock.sleeping(30_000);
    giveUp.abort();
    expect((await failed).code).toBe('aborted');
  });
});
