import { createHash, randomBytes } from 'node:crypto';
import type { AuthorizationDialect, FakeAuthorizationServer } from '@sidecar/testing';

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The smallest client that speaks a dialect. */
export function tokenClient(
  server: FakeAuthorizationServer,
  { clientAuthentication, requestFormat, pkce }: AuthorizationDialect,
) {
  const { id, secret } = server.client;
  const verifier = randomBytes(32).toString('base64url');

  async function ask(parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const isBasic = secret !== undefined && clientAuthentication === 'basic';
    const inBody = isBasic
      ? {}
      : { client_id: id, ...(secret === undefined ? {} : { client_secret: secret }) };
    const all = { ...inBody, ...parameters };
    const isJson = requestFormat === 'json';
    const response = await fetch(server.tokenUrl, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(isBasic ? { authorization: `Basic ${btoa(`${encoded(id)}:${encoded(secret)}`)}` } : {}),
      },
      body: isJson ? JSON.stringify(all) : new URLSearchParams(all),
    });
    const body: TokenAnswer['body'] = JSON.parse(await response.text());
    return { status: response.status, body };
  }

  return {
    ask,
    refresh: (refreshToken: unknown, more: Readonly<Record<string, string>> = {}) =>
      ask({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...more }),
    exchange: (callback: string, redirectUri: string) => {
      const code = new URL(callback).searchParams.get('code') ?? '';
      const proof = pkce === 'none' ? {} : { code_verifier: verifier };
      return ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...proof });
    },
    authorizationUrl: (redirectUri: string, parameters: Readonly<Record<string, string>> = {}) => {
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const proof = pkce === 'none' ? {} : { code_challenge: challenge, code_challenge_method: 'S256' };
      const all = { response_type: 'code', client_id: id, redirect_uri: redirectUri, state: 'of the client' };
      return `${server.authorizationUrl}?${new URLSearchParams({ ...all, ...proof, ...parameters })}`;
    },
  };
}

/** RFC 6749 section 2.3.1: form-encoded before they are joined. */
function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
