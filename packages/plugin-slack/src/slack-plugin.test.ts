import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { slack } from './index.ts';

it('takes endpoints, scopes and the client from its options', () => {
  const plugin = slack({
    client: () => ({ id: 'own-id', secret: 'own-secret' }),
    scopes: ['chat:write'],
    userScopes: [],
    endpoints: {
      apiUrl: 'http://127.0.0.1:4000',
      authUrl: 'http://127.0.0.1:4000/authorize',
      tokenUrl: 'http://127.0.0.1:4000/token',
      revocationUrl: 'http://127.0.0.1:4000/revoke',
    },
  });
  expect(plugin.apiOrigins).toEqual(['http://127.0.0.1:4000']);
  expect(plugin.auth.oauth).toMatchObject({
    authUrl: 'http://127.0.0.1:4000/authorize',
    tokenUrl: 'http://127.0.0.1:4000/token',
    revocation: { url: 'http://127.0.0.1:4000/revoke' },
    scopes: ['chat:write'],
    otherScopes: { user: { scopes: [] } },
  });
  expect(plugin.auth.pkce).toMatchObject({ scopes: ['chat:write'], scopeParameter: 'user_scope' });
  expect(plugin.auth.oauth.getClient?.()).toEqual({ id: 'own-id', secret: 'own-secret' });
});

it('shows no client secret when it is printed or serialised', () => {
  const plugin = slack({ client: { id: 'own-id', secret: 'own-secret' } });
  expect(inspect(plugin, { depth: 20 })).not.toContain('own-secret');
  expect(JSON.stringify(plugin)).not.toContain('own-secret');
});

it('takes only Slack’s own yes for a revocation, and sends no refresh token there', () => {
  const { revocation } = slack().auth.oauth;
  if (revocation === 'none' || !('url' in revocation)) throw new Error('Slack can revoke.');
  const isRevoked = (status: number, body: unknown) => revocation.isRevoked?.({ status, body });
  expect(isRevoked(200, { ok: true, revoked: true })).toBe(true);
  for (const body of [
    { ok: true },
    { ok: true, revoked: false },
    { ok: false, error: 'invalid_auth' },
    null,
    'ok',
  ])
    expect(isRevoked(200, body)).toBe(false);
  expect(isRevoked(500, { ok: true, revoked: true })).toBe(false);
  const client = { id: 'app', secret: 'secret' };
  expect(revocation.request?.({ kind: 'refresh_token', token: 'xoxe-1-x', client })).toBeUndefined();
  expect(revocation.request?.({ kind: 'access_token', token: 'xoxb-x', client })).toEqual({
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-x' },
  });
});

it('calls only what changes something a write', () => {
  const writes = slack().tools.filter(({ effect }) => effect !== 'read');
  expect(writes.map(({ name, effect }) => [name, effect])).toEqual([
    ['messages_send', 'write'],
    ['messages_schedule', 'write'],
    ['reactions_add', 'write'],
  ]);
});
