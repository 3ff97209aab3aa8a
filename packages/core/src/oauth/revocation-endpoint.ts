import type { OAuth2, Revocation } from '../auth/oauth2.ts';

/** How an app revokes at a provider; undefined where it cannot. */
export function revocationEndpoint({ revocation }: OAuth2): Revocation | undefined {
  return revocation !== 'none' && 'url' in revocation ? revocation : undefined;
}
