import type { OAuth2, OAuthClient, Revocation } from '../auth/oauth2.ts';
import { requestRevocation } from './token-endpoint.ts';
import { tokenErrorCode } from './token-error.ts';

interface RevokedGrant {
  readonly method: OAuth2;
  readonly client: OAuthClient;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
}

type TokenKind = 'refresh_token' | 'access_token';

/**
 * Asks the provider to end a grant (RFC 7009); never rejects. `revoked` only if it confirmed every token that had to be
 * sent: one is enough where that ends the whole grant. `manualUrl` is where a person can do what we could not.
 */
export async function revokeTokens(
  grant: RevokedGrant,
): Promise<{ readonly revoked: boolean; readonly manualUrl?: string }> {
  const { revocation } = grant.method;
  if (revocation === 'none') return { revoked: false };
  const tokens = tokensToRevoke(grant, revocation);
  for (const [kind, token] of tokens) {
    if (!(await revoke(grant, { url: revocation.url, kind, token }))) return notRevoked(revocation);
  }
  return tokens.length > 0 ? { revoked: true } : notRevoked(revocation);
}

/** The refresh token first: it lives longer, and many providers end its access tokens with it. */
function tokensToRevoke(
  { accessToken, refreshToken }: RevokedGrant,
  { scope }: Revocation,
): (readonly [TokenKind, string])[] {
  const tokens: (readonly [TokenKind, string])[] = [];
  if (refreshToken) tokens.push(['refresh_token', refreshToken]);
  if (accessToken) tokens.push(['access_token', accessToken]);
  return scope === 'grant' ? tokens.slice(0, 1) : tokens;
}

async function revoke(
  { method, client, fetch, signal }: RevokedGrant,
  { url, kind, token }: { readonly url: string; readonly kind: TokenKind; readonly token: string },
): Promise<boolean> {
  const parameters = { token_type_hint: kind };
  const request = { method, client, parameters, fetch, url, token, ...(signal ? { signal } : {}) };
  try {
    const { status, body } = await requestRevocation(request);
    // Slack refuses with status 200.
    return status >= 200 && status < 300 && tokenErrorCode(method, body) === undefined;
  } catch {
    return false;
  }
}

function notRevoked({ manualUrl }: Revocation) {
  return { revoked: false, ...(manualUrl === undefined ? {} : { manualUrl }) };
}
