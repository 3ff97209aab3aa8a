import { createSidecar, deviceCode, memoryStore, pasteUrl } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gmail } from './index.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const start = () => {
  const { google } = sandbox;
  return createSidecar({
    plugins: [gmail({ client: google.client, endpoints: google })],
    store: memoryStore(),
  });
};

/** Consents as a person would, in a browser of its own. */
const asPerson = (how: Parameters<Sandbox['consent']>[1] = {}) =>
  loopback({ open: async (url) => void fetch(await sandbox.consent(url, how)) });

describe('against the sandbox', () => {
  it('a person connects by a code that they type on another device', async () => {
    const sidecar = start();
    const shown: string[] = [];
    const via = deviceCode({
      show: async ({ userCode, verificationUri }) => {
        shown.push(verificationUri);
        await sandbox.approveDevice(userCode, 'google');
      },
    });
    expect(await sidecar.connect('gmail', { via })).toMatchObject({ integration: 'gmail' });
    expect(shown[0]).toContain(new URL(sandbox.google.authUrl).origin);
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
  });

  it('a person pastes the address of the page to which the provider sent them', async () => {
    const sidecar = start();
    const prompt = (authUrl: string) => sandbox.consent(authUrl);
    await sidecar.connect('gmail', {
      via: pasteUrl({ redirectUri: 'http://127.0.0.1:8217/callback/gmail', prompt }),
    });
    expect(await sidecar.status('gmail')).toMatchObject({
      state: 'connected',
      identity: 'ada@sandbox.example',
    });
  });

  it('a person who says no connects nothing and is told so', async () => {
    const sidecar = start();
    await expect(sidecar.connect('gmail', { via: asPerson({ deny: true }) })).rejects.toMatchObject({
      code: 'authorization_denied',
      integration: 'gmail',
    });
    expect(await sidecar.status('gmail')).toMatchObject({ state: 'disconnected' });
  });

  it('a person who grants less can use what they granted, and sees what is missing', async () => {
    const sidecar = start();
    const readonly = 'https://www.googleapis.com/auth/gmail.readonly';
    const modify = 'https://www.googleapis.com/auth/gmail.modify';
    await sidecar.connect('gmail', { via: asPerson({ scopes: [readonly] }), scopes: [readonly, modify] });
    expect(await sidecar.status('gmail')).toMatchObject({
      state: 'connected',
      scopes: [readonly],
      missingScopes: [modify],
    });
    await sidecar.run('email_list', { limit: 1 });
    const refused = sidecar.run('email_send', { to: 'ada@sandbox.example', subject: 's', body: 'b' });
    await expect(refused).rejects.toMatchObject({
      code: 'insufficient_scope',
      nextAction: 'Reconnect Gmail and grant them.',
    });
  });

  it('another person at the same place is refused, and two accounts live side by side', async () => {
    const sidecar = start();
    await sidecar.connect('gmail', { via: asPerson() });
    const grace = { login: 'grace@sandbox.example' };
    await expect(sidecar.connect('gmail', { via: asPerson(grace) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await sidecar.connect('gmail', { via: asPerson(grace), account: 'grace' });
    const identities = (await sidecar.statuses()).map(({ identity }) => identity);
    expect(identities).toEqual(['ada@sandbox.example', 'grace@sandbox.example']);
  });

  it('an access revoked at the provider is noticed, and connecting again mends it', async () => {
    const sidecar = start();
    await sidecar.connect('gmail', { via: asPerson() });
    sandbox.google.revokeGrants();
    await expect(sidecar.run('email_list', {})).rejects.toMatchObject({
      code: 'needs_reauth',
      nextAction: 'Reconnect Gmail.',
    });
    expect(await sidecar.status('gmail')).toMatchObject({ state: 'needs_reauth' });
    await sidecar.connect('gmail', { via: asPerson() });
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
  });

  it('a disconnect revokes at the provider, and only when no other connection lives by the same grant', async () => {
    const sidecar = start();
    await sidecar.connect('gmail', { via: asPerson() });
    await sidecar.connect('gmail', { via: asPerson(), account: 'second' });
    expect(await sidecar.disconnect('gmail', 'second')).toEqual({
      revoked: false,
      alsoAffects: [{ user: 'default', integration: 'gmail', account: 'default', credential: undefined }],
      manualUrl: 'https://myaccount.google.com/permissions',
    });
    await sidecar.run('email_list', { limit: 1 });
    expect(await sidecar.disconnect('gmail')).toEqual({ revoked: true, alsoAffects: [] });
    await expect(sidecar.run('email_list', { limit: 1 })).rejects.toMatchObject({ code: 'not_connected' });
  });
});
