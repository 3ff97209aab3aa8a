import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { googleAuth } from './google-auth.ts';

it('always asks offline and with consent, so that a second plugin of the same account gets a refresh token too', () => {
  expect(googleAuth({}, ['a']).extraAuthParams).toEqual({ access_type: 'offline', prompt: 'consent' });
});

it('takes along what was granted before only when the host wants it', () => {
  const { extraAuthParams } = googleAuth({ includeGrantedScopes: true }, ['a']);
  expect(extraAuthParams).toMatchObject({ include_granted_scopes: 'true', prompt: 'consent' });
});

it('revokes a whole grant, and shows no client', () => {
  const method = googleAuth({ client: { id: 'the-id', secret: 'the-secret' } }, ['a']);
  expect(method.revocation).toMatchObject({ scope: 'grant' });
  expect(method.getClient?.()).toEqual({ id: 'the-id', secret: 'the-secret' });
  expect(inspect(method, { depth: 20 })).not.toContain('the-secret');
});
