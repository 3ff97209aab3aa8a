import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type FakeAuthorizationServer,
  fakeAuthorizationServer,
} from '../../test/fake-authorization-server.ts';
import { findMethodIn } from '../../test/flow-setup.ts';
import { standardPlugin } from '../../test/standard-plugin.ts';
import type { OAuth2Options, Revocation } from '../auth/oauth2.ts';
import { revokeTokens } from './revocation.ts';

const manualUrl = 'https://notes.example/apps';
const tokens = { accessToken: 'access-1', refreshToken: 'refresh-1' };

let server: FakeAuthorizationServer;
beforeAll(async () => {
  server = await fakeAuthorizationServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.revoked.length = 0;
  server.revocationAnswer = { status: 200, body: {} };
});

function revoke(
  differences: Partial<OAuth2Options> = {},
  given: { readonly accessToken?: string; readonly refreshToken?: string } = tokens,
) {
  const { method } = findMethodIn([standardPlugin(server.url, differences)])('notes');
  return revokeTokens({ method, client: { id: 'public-client' }, ...given, fetch });
}

describe('revoking at the provider', () => {
  it('ends refresh and access token where each lives for itself', async () => {
    expect(await revoke()).toEqual({ revoked: true });
    expect(server.revoked).toEqual(['refresh-1', 'access-1']);
  });

  it('sends one token where that ends the whole grant', async () => {
    expect(await revoke({ revocation: { url: `${server.url}/revoke`, scope: 'grant' } })).toEqual({
      revoked: true,
    });
    expect(server.revoked).toEqual(['refresh-1']);
  });

  it('sends the access token where there is no other', async () => {
    expect(await revoke({}, { accessToken: 'access-1' })).toEqual({ revoked: true });
    expect(server.revoked).toEqual(['access-1']);
  });

  it('names the page for a person when there is nothing to send', async () => {
    expect(await revoke({}, {})).toEqual({ revoked: false, manualUrl });
  });

  it.each([
    { status: 400, body: { error: 'unsupported_token_type' } },
    { status: 503, body: {} },
    { status: 302, body: {} },
    { status: 200, body: { ok: false, error: 'invalid_auth' } },
  ])('does not claim success when it is answered %j', async (answer) => {
    server.revocationAnswer = answer;
    expect(await revoke()).toEqual({ revoked: false, manualUrl });
  });

  it('does not fail when the provider cannot be reached', async () => {
    const revocation = { url: 'http://127.0.0.1:1/revoke', scope: 'token' } as const;
    expect(await revoke({ revocation })).toEqual({ revoked: false });
  });

  it('sends no token over plain http to another machine', async () => {
    let sent = false;
    const { method } = findMethodIn([
      standardPlugin(server.url, { revocation: { url: 'http://notes.example/revoke', scope: 'token' } }),
    ])('notes');
    const spy: typeof fetch = async () => {
      sent = true;
      return new Response();
    };
    const grant = { method, client: { id: 'public-client' }, ...tokens, fetch: spy };
    expect(await revokeTokens(grant)).toEqual({ revoked: false });
    expect(sent).toBe(false);
  });

  describe('at a provider with a form of its own', () => {
    const own = (differences: Partial<Revocation> = {}): Revocation => ({
      url: `${server.url}/revoke`,
      scope: 'token',
      manualUrl,
      request: ({ kind, token, client }) =>
        kind === 'refresh_token'
          ? undefined
          : {
              method: 'DELETE',
              headers: { authorization: `Basic ${client.id}`, 'content-type': 'application/json' },
              body: JSON.stringify({ access_token: token }),
            },
      isRevoked: ({ status }) => status === 204,
      ...differences,
    });
    const sent: { url: string; init: RequestInit | undefined }[] = [];
    const revokeAs = (revocation: Revocation, answer = new Response(null, { status: 204 })) => {
      sent.length = 0;
      const { method } = findMethodIn([standardPlugin(server.url, { revocation })])('notes');
      const spy: typeof fetch = async (input, init) => {
        sent.push({ url: String(input), init });
        return answer;
      };
      return revokeTokens({ method, client: { id: 'app' }, ...tokens, fetch: spy });
    };

    it('sends what the plugin wrote, only for the tokens that it can end', async () => {
      expect(await revokeAs(own())).toEqual({ revoked: true });
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatchObject({
        url: `${server.url}/revoke`,
        init: { method: 'DELETE', redirect: 'manual', body: '{"access_token":"access-1"}' },
      });
    });

    it('believes only the answer that the plugin takes for a confirmation', async () => {
      expect(await revokeAs(own(), new Response('{}', { status: 200 }))).toEqual({
        revoked: false,
        manualUrl,
      });
    });

    it('sends no token over plain http to another machine', async () => {
      expect(await revokeAs(own({ url: 'http://notes.example/revoke' }))).toEqual({
        revoked: false,
        manualUrl,
      });
      expect(sent).toEqual([]);
    });

    it('does not fail when the plugin or the network does', async () => {
      const fail = () => {
        throw new Error('broken plugin');
      };
      expect(await revokeAs(own({ isRevoked: fail }))).toEqual({ revoked: false, manualUrl });
      expect(await revokeAs(own({ request: fail }))).toEqual({ revoked: false, manualUrl });
    });
  });

  it('names the page where only a person can do it', async () => {
    expect(await revoke({ revocation: { manualUrl } })).toEqual({ revoked: false, manualUrl });
  });

  it('does nothing where the provider has no way', async () => {
    expect(await revoke({ revocation: 'none' })).toEqual({ revoked: false });
  });
});
