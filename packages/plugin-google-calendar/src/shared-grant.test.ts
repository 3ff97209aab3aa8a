import { createSidecar, memoryStore } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { gmail } from '@sidecar/plugin-gmail';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../test/sandbox-calendar.ts';
import { googleCalendar } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.google.revokeGrants());
afterAll(() => sandbox.close());

/** One account of Google's, with both plugins and one client. */
function bothPlugins({ includeGrantedScopes = false } = {}) {
  const options = { client: sandbox.google.client, endpoints: sandbox.google, includeGrantedScopes };
  return createSidecar({ plugins: [gmail(options), googleCalendar(options)], store: memoryStore() });
}

function asPerson(login = 'ada@sandbox.example', scopes?: readonly string[]) {
  return loopback({ open: (url) => visit(sandbox, url, { login, ...(scopes ? { scopes } : {}) }) });
}

async function bothConnected(options?: { readonly includeGrantedScopes: boolean }) {
  const sidecar = bothPlugins(options);
  await sidecar.connect('gmail', { via: asPerson() });
  await sidecar.connect('google-calendar', { via: asPerson() });
  return sidecar;
}

const gmailScope = 'https://www.googleapis.com/auth/gmail.modify';

describe('Gmail and Calendar of one account, with one client', () => {
  it('are the same account to Sidecar, each with a refresh token of its own', async () => {
    const sidecar = await bothConnected();
    const identities = (await sidecar.statuses()).map(({ identity }) => identity);
    expect(identities).toEqual(['ada@sandbox.example', 'ada@sandbox.example']);
    const before = sandbox.google.tokenRequests().length;
    sandbox.google.expireAccessTokens();
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
    expect((await sidecar.run('events_list', { limit: 1 })).events).toHaveLength(1);
    const requests = sandbox.google.tokenRequests().slice(before);
    expect(requests.map(({ grantType, status }) => [grantType, status])).toEqual([
      ['refresh_token', 200],
      ['refresh_token', 200],
    ]);
    await sidecar.close();
  });

  it.each([
    ['google-calendar', 'gmail'],
    ['gmail', 'google-calendar'],
  ] as const)(
    'when %s is disconnected, %s works on and refreshes; only the last one is revoked',
    async (gone, staying) => {
      const sidecar = await bothConnected();
      expect(await sidecar.disconnect(gone)).toEqual({
        revoked: false,
        alsoAffects: [expect.objectContaining({ integration: staying, account: 'default' })],
        manualUrl: 'https://myaccount.google.com/permissions',
      });
      await expect(sidecar.run(gone === 'gmail' ? 'email_list' : 'events_list', {})).rejects.toMatchObject({
        code: 'not_connected',
      });
      sandbox.google.expireAccessTokens();
      if (staying === 'gmail') expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
      else expect((await sidecar.run('events_list', { limit: 1 })).events).toHaveLength(1);
      expect(await sidecar.disconnect(staying)).toEqual({ revoked: true, alsoAffects: [] });
      await sidecar.close();
    },
  );

  it('would both end with a revocation, which is why it waits', async () => {
    const sidecar = await bothConnected();
    const other = bothPlugins();
    await other.connect('gmail', { via: asPerson() });
    // Another store knows nothing of the first one's connections.
    expect(await other.disconnect('gmail')).toMatchObject({ revoked: true });
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
    await sidecar.close();
    await other.close();
  });

  it('of two people are two grants: one is revoked while the other stays', async () => {
    const sidecar = bothPlugins();
    await sidecar.connect('gmail', { via: asPerson() });
    await sidecar.connect('google-calendar', { via: asPerson('grace@sandbox.example') });
    expect(await sidecar.disconnect('google-calendar')).toEqual({ revoked: true, alsoAffects: [] });
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
    await sidecar.close();
  });
});

describe('Gmail stays', () => {
  it('when a Calendar goes whose person granted too little to say who they are', async () => {
    const sidecar = bothPlugins();
    await sidecar.connect('gmail', { via: asPerson() });
    const eventsOnly = ['https://www.googleapis.com/auth/calendar.events'];
    await sidecar.connect('google-calendar', { via: asPerson('ada@sandbox.example', eventsOnly) });
    expect((await sidecar.status('google-calendar')).identity).toBeUndefined();
    expect(await sidecar.disconnect('google-calendar')).toMatchObject({ revoked: false });
    sandbox.google.expireAccessTokens();
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
    await sidecar.close();
  });

  it('when connecting Calendar fails after the person has consented', async () => {
    const sidecar = bothPlugins();
    await sidecar.connect('gmail', { via: asPerson() });
    sandbox.faults.set({ service: 'google', on: 'api', kind: 'status', status: 403, path: 'calendarList' });
    const failed = sidecar.connect('google-calendar', { via: asPerson() });
    await expect(failed).rejects.toMatchObject({ code: 'provider_rejected' });
    sandbox.faults.clear();
    sandbox.google.expireAccessTokens();
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
    await sidecar.close();
  });
});

describe('a token', () => {
  it('can do no more than its plugin, although the person has granted the other one too', async () => {
    const sidecar = await bothConnected();
    const { scopes } = await sidecar.status('google-calendar');
    expect(scopes).not.toContain(gmailScope);
    await sidecar.close();
  });

  it('takes along what was granted before when the host asks Google for incremental consent', async () => {
    const sidecar = await bothConnected({ includeGrantedScopes: true });
    expect((await sidecar.status('google-calendar')).scopes).toContain(gmailScope);
    sandbox.google.expireAccessTokens();
    expect((await sidecar.run('events_list', { limit: 1 })).events).toHaveLength(1);
    expect(await sidecar.disconnect('gmail')).toMatchObject({ revoked: false });
    expect((await sidecar.run('events_list', { limit: 1 })).events).toHaveLength(1);
    await sidecar.close();
  });
});
