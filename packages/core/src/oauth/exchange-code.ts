import type { ObtainedTokens } from '../tokens/token-answer.ts';
import { readGrantAnswer } from './grant-answer.ts';
import type { PendingAuthorization } from './pending-authorization.ts';
import { requestFailure } from './request-failure.ts';
import { type GrantRequest, requestGrant } from './request-grant.ts';

/**
 * Exchanges an authorization code for tokens, once: a code whose answer was lost may have been used,
 * and using it again makes strict providers revoke what they issued for it (RFC 6749 section 4.1.2).
 */
export async function exchangeCode(
  request: GrantRequest,
  pending: Pick<PendingAuthorization, 'redirectUri' | 'codeVerifier'>,
  code: string,
): Promise<ObtainedTokens> {
  const { integration, method, signal } = request;
  const parameters = {
    code,
    redirect_uri: pending.redirectUri,
    ...(pending.codeVerifier === undefined ? {} : { code_verifier: pending.codeVerifier }),
  };
  const granted = await requestGrant(request, 'authorization_code', parameters).catch((error: unknown) => {
    throw requestFailure(integration, error, signal);
  });
  return readGrantAnswer({ integration, method, ...granted });
}
