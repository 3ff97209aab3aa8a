import { expect, it } from 'vitest';
import { googleError } from './google-error.ts';

const service = { id: 'keep', name: 'Google Keep', library: 'keep.googleapis.com' };

function refusal(reason: string) {
  return { error: { code: 403, message: 'In words', errors: [{ domain: 'global', reason }] } };
}

it.each([
  [401, refusal('authError'), 'needs_reauth', /^Connect Google Keep again\.$/],
  [403, refusal('insufficientPermissions'), 'insufficient_scope', /Connect Google Keep again/],
  [403, refusal('rateLimitExceeded'), 'rate_limited', /^$/],
  [403, refusal('SERVICE_DISABLED'), 'not_configured', /library\/keep\.googleapis\.com/],
  [403, refusal('domainPolicy'), 'provider_rejected', /administrator/],
  [403, refusal('other'), 'provider_rejected', /^$/],
  [503, undefined, 'provider_unavailable', /^$/],
])('%i %j becomes %s', (...[status, body, code, nextAction]) => {
  const error = googleError(service, status, body);
  expect(error.nextAction ?? '').toMatch(nextAction);
  expect(error).toMatchObject({ code, integration: 'keep', message: expect.stringContaining('Google Keep') });
  expect(error.message).not.toContain('In words');
});

it('lets a service explain what only it means, but not what Google means everywhere', () => {
  const explain = () => ({ code: 'conflict', message: 'Google Keep has that note already.' }) as const;
  expect(googleError({ ...service, explain }, 400, undefined).code).toBe('conflict');
  expect(googleError({ ...service, explain }, 429, undefined).code).toBe('rate_limited');
});
