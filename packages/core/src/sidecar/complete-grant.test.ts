import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type StrictServer, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { SidecarError } from '../errors.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';
import { memoryStore } from '../storage/memory-store.ts';
import type { Store } from '../storage/store.ts';
import { completeGrant } from './complete-grant.ts';
import { createServices } from './create-services.ts';

let server: StrictServer;
let store: Store;
let whoIsThere: () => Promise<Identity>;
beforeEach(async () => {
  server = await startStrictServer();
  store = memoryStore();
  whoIsThere = async () => ({ id: 'ada', label: 'ada@notes.example' });
});
afterEach(() => server.close());

function services(differences: Parameters<typeof testedPlugin>[1] = {}, own: Partial<AnyPlugin> = {}) {
  const plugin: AnyPlugin = {
    ...testedPlugin(server, { revocation: { url: server.revocationUrl, scope: 'grant' }, ...differences }),
    identify: () => whoIsThere(),
    ...own,
  };
  return createServices({ plugins: [plugin], store });
}

/** Someone has consented; `refreshToken` false: the provider gave none. */
async function consent(to: ReturnType<typeof services>, { refreshToken = true } = {}) {
  const issued = await server.issue();
  await completeGrant(to, {
    user: 'default',
    integration: 'notes',
    account: 'default',
    auth: 'oauth',
    clientId: server.client.id,
    requestedScopes: ['openid'],
    tokens: {
      accessToken: issued.accessToken,
      ...(refreshToken ? { refreshToken: issued.refreshToken } : {}),
      obtainedAt: Date.now(),
      extra: {},
      credentials: {},
    },
  });
  return issued;
}

const revoked = () => server.revocations.map((request) => request.get('token'));
const record = async () => JSON.parse((await store.get('tokens/default/notes/default'))?.value ?? '{}');
const outage = async () => {
  throw new SidecarError('provider_unavailable', 'Notes is down.');
};

describe('connecting again', () => {
  it('during an outage revokes nothing of the connection that is there', async () => {
    const sidecar = services();
    const old = await consent(sidecar);
    whoIsThere = outage;
    await expect(consent(sidecar)).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(revoked()).toEqual([]);
    expect(await record()).toMatchObject({ accessToken: old.accessToken, refreshToken: old.refreshToken });
  });

  it('as somebody else gives back the new access and not the old refresh token', async () => {
    const sidecar = services({ revocation: { url: server.revocationUrl, scope: 'token' } });
    const old = await consent(sidecar);
    whoIsThere = async () => ({ id: 'bob', label: 'bob@notes.example' });
    await expect(consent(sidecar, { refreshToken: false })).rejects.toMatchObject({ code: 'conflict' });
    expect(revoked()).not.toContain(old.refreshToken);
    expect(await record()).toMatchObject({ accessToken: old.accessToken, refreshToken: old.refreshToken });
  });

  it('as the same person keeps the refresh token that the provider does not give twice', async () => {
    const sidecar = services({ refreshToken: 'required' });
    const old = await consent(sidecar);
    const { accessToken } = await consent(sidecar, { refreshToken: false });
    expect(await record()).toMatchObject({ accessToken, refreshToken: old.refreshToken });
  });

  it('as somebody unknown never mixes two people into one record', async () => {
    const sidecar = services();
    whoIsThere = outage;
    await consent(sidecar);
    const { accessToken } = await consent(sidecar, { refreshToken: false });
    const stored = await record();
    expect(stored.accessToken).toBe(accessToken);
    expect(stored.refreshToken).toBeUndefined();
  });
});

describe('a first connection', () => {
  it('is stored without a name when the provider cannot be asked', async () => {
    const sidecar = services();
    whoIsThere = outage;
    const { accessToken } = await consent(sidecar);
    expect(await record()).toMatchObject({ accessToken });
    expect((await record()).identity).toBeUndefined();
  });

  it('is stored without a name when the person has not granted what asking for it needs', async () => {
    const sidecar = services();
    whoIsThere = async () => {
      throw new SidecarError('insufficient_scope', 'Notes does not permit this to the connected account.');
    };
    const { accessToken } = await consent(sidecar);
    expect(await record()).toMatchObject({ accessToken });
    expect(revoked()).toEqual([]);
  });

  it('is refused and given back when a refresh token is needed and none was given', async () => {
    const sidecar = services({ refreshToken: 'required' });
    await expect(consent(sidecar, { refreshToken: false })).rejects.toMatchObject({
      code: 'provider_rejected',
      nextAction: 'Remove this app from your account at Notes, then connect again.',
    });
    expect(revoked()).toHaveLength(1);
    expect(await store.list('tokens/')).toEqual([]);
  });

  it('is given back when nobody can be asked whose it is and its place cannot be read', async () => {
    await store.set('tokens/default/notes/default', 'damaged', undefined);
    whoIsThere = outage;
    await expect(consent(services())).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(revoked()).toHaveLength(1);
  });

  it('is given back when the settings of the plugin are not valid', async () => {
    const sidecar = services({}, { settings: z.object({ greeting: z.string() }) });
    await expect(consent(sidecar)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(revoked()).toHaveLength(1);
  });

  it('takes a number for a tenant too', async () => {
    whoIsThere = async () => ({ id: 'ada', label: 'Ada', tenant: 12 as never });
    await consent(services());
    expect(await record()).toMatchObject({ identity: { tenant: '12' } });
  });

  it('takes a number for an id, and nothing for none', async () => {
    const sidecar = services();
    whoIsThere = async () => ({ id: 7 as never, label: '' });
    await consent(sidecar);
    expect(await record()).toMatchObject({ identity: { id: '7', label: '7' } });
    whoIsThere = async () => ({}) as never;
    await expect(consent(services())).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('stays when only the answer of the store was lost', async () => {
    const inner = store;
    let lost = false;
    store = {
      ...inner,
      set: async (key, value, replaces) => {
        const version = await inner.set(key, value, replaces);
        if (lost || !key.startsWith('tokens/')) return version;
        lost = true;
        throw new Error('connection reset');
      },
    };
    const { accessToken } = await consent(services());
    expect(await record()).toMatchObject({ accessToken });
    expect(revoked()).toEqual([]);
  });
});
