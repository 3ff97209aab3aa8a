import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { gmail } from './index.ts';

describe('Google as a provider', () => {
  it('asks for one scope, offline and with consent, by PKCE', () => {
    expect(gmail().auth.oauth).toMatchObject({
      authUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      issuer: 'https://accounts.google.com',
      scopes: ['https://www.googleapis.com/auth/gmail.modify'],
      pkce: 'S256',
      extraAuthParams: { access_type: 'offline', prompt: 'consent' },
    });
    expect(gmail().apiOrigins).toEqual(['https://gmail.googleapis.com']);
  });

  it('has tools that its scope is enough for, and says with which narrower ones each works', () => {
    const { tools, auth } = gmail();
    for (const { scopes = [] } of tools) {
      for (const any of scopes) expect(any).toContain(auth.oauth.scopes[0]);
    }
    const working = (granted: readonly string[]) =>
      tools
        .filter(({ scopes = [] }) =>
          scopes.every((any) => [any].flat().some((scope) => granted.includes(scope))),
        )
        .map(({ name }) => name);
    const prefix = 'https://www.googleapis.com/auth/gmail.';
    expect(working([`${prefix}readonly`])).toEqual([
      'email_list',
      'email_search',
      'email_read',
      'email_attachment',
    ]);
    expect(working([`${prefix}send`])).toEqual(['email_send']);
    expect(working([`${prefix}compose`])).toEqual(['email_send', 'email_draft']);
    expect(working([`${prefix}readonly`, `${prefix}send`])).toContain('email_reply');
  });

  it('takes a client as a value or a function, and never shows it', () => {
    const client = { id: 'the-id', secret: 'the-secret' };
    for (const plugin of [gmail({ client }), gmail({ client: () => client })]) {
      expect(plugin.auth.oauth.getClient?.()).toEqual(client);
      expect(inspect(plugin, { depth: 20 })).not.toMatch(/the-secret/);
      expect(JSON.stringify(plugin.auth)).not.toMatch(/the-secret|the-id/);
    }
  });

  it('checks no issuer of Google’s at a stand-in', () => {
    const endpoints = { authUrl: 'http://127.0.0.1:1/auth' };
    expect(gmail({ endpoints }).auth.oauth.issuer).toBeUndefined();
    expect(gmail({ endpoints: { ...endpoints, issuer: 'http://127.0.0.1:1' } }).auth.oauth.issuer).toBe(
      'http://127.0.0.1:1',
    );
  });
});
