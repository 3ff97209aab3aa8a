import { expect, it } from 'vitest';
import { findMethodIn } from '../../test/flow-setup.ts';
import { standardPlugin } from '../../test/standard-plugin.ts';
import type { OAuth2Options } from '../auth/oauth2.ts';
import { authorizationUrl } from './authorization-url.ts';

async function asked(differences: Partial<OAuth2Options>, scopes: readonly string[] = ['read', 'write']) {
  const { method } = findMethodIn([standardPlugin('https://notes.example', differences)])('notes');
  const url = await authorizationUrl(method, {
    clientId: 'app',
    redirectUri: 'https://app.example/callback',
    state: 'state',
    scopes,
  });
  return Object.fromEntries(new URL(url).searchParams);
}

it('names the scopes in the provider’s own parameter', async () => {
  expect(await asked({})).toMatchObject({ scope: 'read write' });
  const own = await asked({ scopeParameter: 'user_scope', scopeSeparator: ',' });
  expect(own).toMatchObject({ user_scope: 'read,write' });
  expect(own).not.toHaveProperty('scope');
});

it('asks for the scopes of further credentials beside them', async () => {
  const otherScopes = { user: { parameter: 'user_scope', scopes: ['search:read', 'stars:read'] } };
  const both = await asked({ otherScopes, scopeSeparator: ',' });
  expect(both).toMatchObject({ scope: 'read,write', user_scope: 'search:read,stars:read' });
  expect(await asked({ otherScopes: { user: { parameter: 'user_scope', scopes: [] } } })).not.toHaveProperty(
    'user_scope',
  );
});
