import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
  type TokenFault,
} from '../../test/fake-authorization-server.ts';
import { slack } from '../../test/fixtures/slack-plugin.ts';
import { errorOf, everythingShown, flowSetup } from '../../test/flow-setup.ts';
import { standardPlugin } from '../../test/standard-plugin.ts';
import type { OAuth2Options } from '../auth/oauth2.ts';
import type { DeviceCodePrompt } from './authorizer.ts';
import { deviceCode } from './device-code.ts';

let server: FakeAuthorizationServer;
beforeAll(async () => {
  server = await fakeAuthorizationServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.deviceFields = {};
  server.deviceAnswers.length = 0;
  server.tokenRequests.length = 0;
});

function connectByCode(differences: Partial<OAuth2Options> = {}, signal?: AbortSignal) {
  const setup = flowSetup([standardPlugin(server.url, differences)]);
  const prompts: DeviceCodePrompt[] = [];
  const connected = setup.flow.connectWith(deviceCode({ show: (prompt) => void prompts.push(prompt) }), {
    integration: 'notes',
    user: 'ada',
    account: 'default',
    ...(signal ? { signal } : {}),
  });
  connected.catch(() => {});
  /** Waits until a poll is due in exactly this time, and lets that time pass. */
  const poll = async (intervalMs: number) => {
    await setup.clock.sleeping(intervalMs);
    setup.clock.advance(intervalMs);
  };
  return { ...setup, connected, prompts, poll };
}

describe('connecting by a device code', () => {
  it('shows the code, waits for the person, and connects', async () => {
    server.deviceAnswers.push('authorization_pending', 'authorization_pending');
    const { connected, prompts, poll, grants, clock } = connectByCode();
    const startedAt = clock.now();
    for (let count = 0; count < 3; count += 1) await poll(5000);
    expect(await connected).toMatchObject({ integration: 'notes', user: 'ada', auth: 'oauth' });
    expect(prompts).toEqual([
      { verificationUri: `${server.url}/enter`, userCode: 'WDJB-MJHT', expiresAt: startedAt + 900_000 },
    ]);
    expect(grants).toMatchObject([{ requestedScopes: ['read', 'write'], clientId: 'public-client' }]);
    expect(grants[0]).not.toHaveProperty('redirectUri');
    expect(server.tokenRequests).toHaveLength(3);
  });

  it('slows down by five seconds whenever it is told to', async () => {
    server.deviceAnswers.push('slow_down', 'authorization_pending', 'slow_down');
    const { connected, poll } = connectByCode();
    for (const intervalMs of [5000, 10_000, 10_000, 15_000]) await poll(intervalMs);
    expect(await connected).toMatchObject({ integration: 'notes' });
  });

  it('keeps to the interval that the provider names', async () => {
    server.deviceFields = { interval: 9 };
    const { connected, poll } = connectByCode();
    await poll(9000);
    expect(await connected).toMatchObject({ integration: 'notes' });
  });

  it('asks ever more slowly while the provider cannot be reached', async () => {
    server.deviceAnswers.push({ fault: 'cut' }, { fault: { status: 503, body: '<html>' } });
    const { connected, poll } = connectByCode();
    for (const intervalMs of [5000, 10_000, 20_000]) await poll(intervalMs);
    expect(await connected).toMatchObject({ integration: 'notes' });
  });

  it.each([
    ['access_denied', 'authorization_denied'],
    ['expired_token', 'timeout'],
    ['invalid_client', 'not_configured'],
    ['invalid_grant', 'authorization_denied'],
    ['something_new', 'provider_rejected'],
  ])('ends with %s as %s', async (said, code) => {
    server.deviceAnswers.push(said);
    const { connected, poll } = connectByCode();
    await poll(5000);
    const error = await errorOf(connected);
    expect(error).toMatchObject({ code, integration: 'notes', retryable: false });
    expect(error.nextAction).toBeTruthy();
    for (const secret of server.secrets) expect(everythingShown(error)).not.toContain(secret);
    expect(server.tokenRequests).toHaveLength(1);
  });

  it.each<TokenFault>(['html', 'garbage', 'huge'])('ends when it is answered %s', async (fault) => {
    server.deviceAnswers.push({ fault });
    const { connected, poll } = connectByCode();
    await poll(5000);
    expect((await errorOf(connected)).code).toBe('invalid_response');
  });

  it('ends when nobody entered the code in time', async () => {
    server.deviceFields = { expires_in: 12 };
    server.deviceAnswers.push('authorization_pending', 'authorization_pending', 'authorization_pending');
    const { connected, poll } = connectByCode();
    for (let count = 0; count < 2; count += 1) await poll(5000);
    expect((await errorOf(connected)).code).toBe('timeout');
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('ends when the caller gives up', async () => {
    const giveUp = new AbortController();
    const { connected, clock } = connectByCode({}, giveUp.signal);
    await clock.sleeping(5000);
    giveUp.abort();
    expect((await errorOf(connected)).code).toBe('aborted');
    expect(server.tokenRequests).toEqual([]);
  });

  it('is not supported by every provider', async () => {
    const { flow } = flowSetup([slack()]);
    const via = deviceCode({ show: () => {} });
    const error = await errorOf(
      flow.connectWith(via, { integration: 'slack', user: 'ada', account: 'default' }),
    );
    expect(error).toMatchObject({ code: 'not_supported', integration: 'slack' });
    expect(error.nextAction).toContain('loopback()');
  });

  it('says when the provider does not know the client', async () => {
    const { connected } = connectByCode({ getClient: () => ({ id: 'stranger' }) });
    expect((await errorOf(connected)).code).toBe('not_configured');
  });

  it.each([
    { user_code: '\u001b[2J\u001b[31mgo away' },
    { user_code: '' },
    { verification_uri: 'javascript:alert(1)' },
    { verification_uri: 'http://evil.example/' },
    { device_code: 7 },
  ])('shows nothing of an answer like %j', async (fields) => {
    server.deviceFields = fields;
    const { connected, prompts } = connectByCode();
    expect((await errorOf(connected)).code).toBe('invalid_response');
    expect(prompts).toEqual([]);
  });
});
