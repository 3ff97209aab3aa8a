import { describe, expect, it } from 'vitest';
import { googleAnswers } from './google-answers.ts';

const nowMs = Date.parse('2026-01-31T12:00:00Z');

function classify(status: number, body: unknown) {
  return googleAnswers.classify({ status, headers: new Headers(), body, nowMs });
}

function oldForm(reason: string, message = '') {
  return { error: { code: 403, message, errors: [{ domain: 'usageLimits', reason, message }] } };
}

describe('what an answer means', () => {
  it.each([
    [403, oldForm('rateLimitExceeded'), { code: 'rate_limited' }],
    [403, oldForm('userRateLimitExceeded'), { code: 'rate_limited' }],
    [403, oldForm('insufficientPermissions'), { code: 'insufficient_scope' }],
    [
      403,
      { error: { status: 'PERMISSION_DENIED', details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } },
      { code: 'insufficient_scope' },
    ],
    [403, { error: { status: 'RESOURCE_EXHAUSTED' } }, { code: 'rate_limited' }],
    [403, oldForm('domainPolicy'), undefined],
    [403, undefined, undefined],
    [403, { error: { errors: [null, { reason: 5 }], details: 'x', message: [] } }, undefined],
    [429, undefined, { code: 'rate_limited' }],
    [401, oldForm('authError'), undefined],
    [200, {}, undefined],
  ])('%i %j', (status, body, verdict) => {
    expect(classify(status, body)).toEqual(verdict);
  });

  it('holds the wait that Gmail writes into its message', () => {
    const body = oldForm(
      'userRateLimitExceeded',
      'User-rate limit exceeded.  Retry after 2026-01-31T12:00:30.500Z',
    );
    expect(classify(429, body)).toEqual({ code: 'rate_limited', retryAfterMs: 30_500 });
    expect(googleAnswers.readBodyOf).toEqual([403, 429]);
  });
});
