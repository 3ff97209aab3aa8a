import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type StrictServer, startStrictServer } from '../../test/tokens/strict-server.ts';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import type { AnyPlugin, Identity } from '../plugin.ts';
import { createSidecar } from '../sidecar/create-sidecar.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { existingGrant } from './existing-grant.ts';

let server: StrictServer;
beforeEach(async () => {
  server = await startStrictServer();
});
afterEach(() => server.close());

it('takes over a living authorization of another program, and renews it from then on', async () => {
  const { refreshToken, grantId } = await server.issue();
  const store = memoryStore();
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store });
  await sidecar.connect('notes', { via: existingGrant({ refreshToken }) });
  const token = await sidecar.connection('notes').getAccessToken();
  expect(await server.isLive(token)).toBe(true);
  expect(await server.isGrantAlive(grantId)).toBe(true);
  expect((await store.get('tokens/default/notes/default'))?.value).not.toContain(refreshToken);
});

it('stores nothing when the authorization is dead, and shows no token', async () => {
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store: memoryStore() });
  const via = existingGrant({ refreshToken: 'a-dead-refresh-token' });
  const failure = await sidecar.connect('notes', { via }).catch((error) => error);
  expect(failure).toMatchObject({ code: 'authorization_denied' });
  expect(inspect([failure, via], { depth: 9, showHidden: true })).not.toContain('a-dead-refresh-token');
  expect(await sidecar.status('notes')).toMatchObject({ state: 'disconnected' });
});

it('says so when there is no refresh token at all', async () => {
  const sidecar = createSidecar({ plugins: [testedPlugin(server)], store: memoryStore() });
  await expect(sidecar.connect('notes', { via: existingGrant({ refreshToken: '' }) })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(server.requests).toEqual([]);
});

it.each([
  ['is of somebody else', async () => ({ id: 'bob', label: 'Bob' })],
  ['cannot be asked for', async () => Promise.reject(new Error('broken plugin'))],
])('leaves the authorization to the other program when its name %s', async (_, whoIsThere) => {
  const { refreshToken, grantId } = await server.issue();
  let identify: () => Promise<Identity> = async () => ({ id: 'ada', label: 'Ada' });
  const plugin: AnyPlugin = {
    ...testedPlugin(server, { revocation: { url: server.revocationUrl, scope: 'token' } }),
    identify: () => identify(),
  };
  const sidecar = createSidecar({ plugins: [plugin], store: memoryStore() });
  const own = await server.issue();
  await sidecar.connect('notes', { via: existingGrant({ refreshToken: own.refreshToken }) } as never);
  identify = whoIsThere;
  await expect(sidecar.connect('notes', { via: existingGrant({ refreshToken }) } as never)).rejects.toThrow();
  expect(server.revocations).toEqual([]);
  expect(await server.isGrantAlive(grantId)).toBe(true);
});
