import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { errorFromStatus } from './status-error.ts';

const integration = { id: 'gmail', name: 'Gmail' };

test.each([
  [400, 'provider_rejected'],
  [401, 'provider_rejected'],
  [403, 'provider_rejected'],
  [404, 'not_found'],
  [409, 'conflict'],
  [410, 'not_found'],
  [412, 'conflict'],
  [418, 'provider_rejected'],
  [422, 'provider_rejected'],
  [429, 'rate_limited'],
  [500, 'provider_unavailable'],
  [599, 'provider_unavailable'],
  [304, 'invalid_response'],
  [200, 'internal'],
] as const)('Status %i becomes %s.', (status, code) => {
  expect(errorFromStatus({ integration, status })).toMatchObject({ code, integration: 'gmail' });
});

test('The provider’s words are kept as one short line.', () => {
  const message = `Invalid label:\n  FOO ${'x'.repeat(5_000)}`;
  const error = errorFromStatus({ integration, status: 400, message });
  expect(error.message).toMatch(/^Gmail rejected the request \(400\)\. Invalid label: FOO x+…$/);
  expect(error.message.length).toBeLessThan(300);
});

test('A token in the provider’s words does not survive, not even the part before the cut.', () => {
  const token = `ya29.${'a1'.repeat(100)}`;
  const error = errorFromStatus({ integration, status: 400, message: `${'word '.repeat(38)} ${token}` });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('ya29.a');
});

test('A 403 that speaks of scopes is a missing permission with its remedy.', () => {
  const message = 'Request had insufficient authentication scopes.';
  expect(errorFromStatus({ integration, status: 403, message })).toMatchObject({
    code: 'insufficient_scope',
    nextAction: 'Connect Gmail again and allow the access that it asks for.',
  });
});

test('A rate limit says when to try again.', () => {
  expect(errorFromStatus({ integration, status: 429, retryAfterMs: 900_000 })).toMatchObject({
    retryable: true,
    retryAfterMs: 900_000,
    nextAction: 'Try again in 15 minutes.',
  });
});

test('A write that the provider failed may have happened, a read may be repeated.', () => {
  expect(errorFromStatus({ integration, status: 500, effect: 'write' })).toMatchObject({
    outcome: 'unknown',
    retryable: false,
    nextAction: 'Check in Gmail whether it was done before trying again.',
  });
  const read = errorFromStatus({ integration, status: 500, effect: 'read' });
  expect(read.retryable).toBe(true);
  expect(read.outcome).toBeUndefined();
});
