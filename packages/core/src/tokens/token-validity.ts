import type { AuthMethod } from '../plugin.ts';
import type { TokenRecord } from './token-record.ts';

const longestLeewayMs = 60_000;

/** Whether the record holds a credential that can be sent at `now` (milliseconds since the epoch). */
export function isUsable(record: TokenRecord, method: AuthMethod, now: number): boolean {
  if (method.kind === 'none' || method.kind === 'typed') return true;
  return record.accessToken !== undefined && now < freshUntil(record);
}

/** Like `isUsable`, but up to the last moment: for callers who would otherwise get nothing. */
export function isStillValid(record: TokenRecord, method: AuthMethod, now: number): boolean {
  if (method.kind === 'none' || method.kind === 'typed') return true;
  return record.accessToken !== undefined && now < (record.expiresAt ?? Number.POSITIVE_INFINITY);
}

/** Until when the token is handed out without a refresh: its expiry less the smaller of a minute and a tenth of its lifetime. */
export function freshUntil(record: TokenRecord): number {
  if (record.expiresAt === undefined) return Number.POSITIVE_INFINITY;
  return record.expiresAt - Math.min(longestLeewayMs, (record.expiresAt - record.obtainedAt) / 10);
}

/** Whether a new access token can be had without the person. */
export function isRenewable(record: TokenRecord, method: AuthMethod): boolean {
  return method.kind === 'minted' || (method.kind === 'oauth2' && record.refreshToken !== undefined);
}
