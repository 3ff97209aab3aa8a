import type { OAuth2, OAuthClient, Revocation, RevocationRequest, RevokedToken } from '../auth/oauth2.ts';
import { revocationEndpoint } from './revocation-endpoint.ts';
import { isSecureUrl } from './secure-url.ts';
import { type EndpointAnswer, readAnswer, requestRevocation } from './token-endpoint.ts';
import { tokenErrorCode } from './token-error.ts';

interface RevokedGrant {
  readonly method: OAuth2;
  readonly client: OAuthClient;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the provider to end a grant; never rejects. `revoked` only if it confirmed every token that had to be sent: one is
 * enough where that ends the whole grant. `manualUrl` is where a person can do what we could not.
 */
export async function revokeTokens(
  grant: RevokedGrant,
): Promise<{ readonly revoked: boolean; readonly manualUrl?: string }> {
  const revoked = await everyTokenEnded(grant).catch(() => false);
  return revoked ? { revoked } : { revoked, ...manualUrlOf(grant.method) };
}

async function everyTokenEnded(grant: RevokedGrant): Promise<boolean> {
  const revocation = revocationEndpoint(grant.method);
  const requests = revocation ? revocationRequests(grant, revocation) : [];
  for (const request of requests) {
    if (!(await request())) return false;
  }
  return requests.length > 0;
}

/** The refresh token first: it lives longer, and many providers end its access tokens with it. */
function revocationRequests(grant: RevokedGrant, revocation: Revocation): (() => Promise<boolean>)[] {
  const { client, accessToken, refreshToken } = grant;
  const requests: (() => Promise<boolean>)[] = [];
  for (const [kind, token] of [
    ['refresh_token', refreshToken] as const,
    ['access_token', accessToken] as const,
  ]) {
    if (!token) continue;
    const revoked = { kind, token, client };
    const own = revocation.request?.(revoked);
    if (own) requests.push(() => sendOwn(grant, revocation, own));
    if (!revocation.request) requests.push(() => sendStandard(grant, revocation, revoked));
  }
  return revocation.scope === 'grant' ? requests.slice(0, 1) : requests;
}

async function sendStandard(
  { method, fetch, signal }: RevokedGrant,
  revocation: Revocation,
  { kind, token, client }: RevokedToken,
): Promise<boolean> {
  const { url } = revocation;
  const parameters = { token_type_hint: kind };
  const request = { method, client, parameters, fetch, url, token, ...(signal ? { signal } : {}) };
  return confirms(method, revocation, await requestRevocation(request));
}

async function sendOwn(
  { method, fetch, signal }: RevokedGrant,
  revocation: Revocation,
  request: RevocationRequest,
): Promise<boolean> {
  const { url = revocation.url, method: verb, headers, body } = request;
  if (!isSecureUrl(url)) return false;
  const response = await fetch(url, {
    method: verb,
    // A redirect would carry the token to a place that nobody named.
    redirect: 'manual',
    ...(headers ? { headers } : {}),
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  });
  return confirms(method, revocation, await readAnswer(response));
}

function confirms(method: OAuth2, { isRevoked }: Revocation, { status, body }: EndpointAnswer): boolean {
  if (isRevoked) return isRevoked({ status, body });
  // Some providers refuse with status 200.
  return status >= 200 && status < 300 && tokenErrorCode(method, body) === undefined;
}

function manualUrlOf({ revocation }: OAuth2): { readonly manualUrl?: string } {
  return revocation === 'none' || revocation.manualUrl === undefined
    ? {}
    : { manualUrl: revocation.manualUrl };
}
