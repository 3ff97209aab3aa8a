import type { ObtainedTokens } from './token-answer.ts';
import type { TokenRecord } from './token-record.ts';

/** The record after a refresh: a missing refresh token, scope or lifetime leaves the old one, a mark is lifted. */
export function applyTokens(record: TokenRecord, tokens: ObtainedTokens): TokenRecord {
  const { needsReauth: _lifted, expiresAt: _expired, ...kept } = record;
  return {
    ...kept,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? record.refreshToken,
    scopes: tokens.scopes ?? record.scopes,
    expiresAt: tokens.expiresAt,
    refreshTokenExpiresAt: tokens.refreshTokenExpiresAt ?? record.refreshTokenExpiresAt,
    obtainedAt: tokens.obtainedAt,
    renewedAt: tokens.obtainedAt,
    extra: { ...record.extra, ...tokens.extra },
  };
}
