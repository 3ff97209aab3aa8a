import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { readBody } from '../http/read-body.ts';
import type { Dialect } from './dialect.ts';

const formLimitBytes = 64 * 1024;

/** Google's revocation: no client authentication, either token, and it ends the whole grant of that person and client. */
export function googleRevocation(
  provider: Provider,
  dialect: Dialect,
  revokeGrants: (login: string | undefined, clientId: string | undefined) => void,
) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (context.path !== dialect.routes.revocation || context.method !== 'POST') return next();
    const form = new URLSearchParams((await readBody(context.req, formLimitBytes)).toString('utf8'));
    const value = form.get('token') ?? context.query.token;
    if (typeof value !== 'string' || value === '') {
      context.status = 400;
      context.body = { error: 'invalid_request', error_description: 'Missing required parameter: token' };
      return;
    }
    const token = (await provider.RefreshToken.find(value)) ?? (await provider.AccessToken.find(value));
    if (!token) {
      context.status = 400;
      context.body = { error: 'invalid_token', error_description: 'Token expired or revoked' };
      return;
    }
    revokeGrants(token.accountId, token.clientId);
    context.body = {};
  };
}
