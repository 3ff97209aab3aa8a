import type { SavedConnection, TokenEndpoints } from './contestant.ts';

/** What core stores after an authorization; the public way to it needs a person at a consent page. */
export function storedRecord(
  { name, accessToken, refreshToken, expiresAt }: SavedConnection,
  { tokenUrl, client }: TokenEndpoints,
): string {
  const connectedAt = Date.now() - 7_200_000;
  return JSON.stringify({
    format: 1,
    grantId: name,
    auth: 'oauth',
    accessToken,
    refreshToken,
    scopes: ['openid', 'offline_access'],
    expiresAt,
    obtainedAt: connectedAt,
    connectedAt,
    belongsTo: { tokenUrl, clientId: client.id, origins: [new URL(tokenUrl).origin] },
  });
}
