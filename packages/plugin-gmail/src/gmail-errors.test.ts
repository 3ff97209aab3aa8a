import { describe, expect, it } from 'vitest';
import { gmailError } from './gmail-errors.ts';

function oldForm(reason: string, message = '') {
  return { error: { code: 403, message, errors: [{ domain: 'usageLimits', reason, message }] } };
}

describe('an error', () => {
  it('keeps Google’s words in its cause only', () => {
    const error = gmailError(400, { error: { message: 'Invalid To header', status: 'INVALID_ARGUMENT' } });
    expect(error.message).toBe('Gmail refused the request (400).');
    expect(error.cause).toEqual({
      name: 'GoogleApiError',
      code: 'INVALID_ARGUMENT',
      status: 400,
      message: 'Invalid To header',
    });
  });

  it('says how to enable the API', () => {
    const error = gmailError(403, oldForm('accessNotConfigured'));
    expect(error).toMatchObject({
      code: 'not_configured',
      nextAction: expect.stringContaining('https://console.cloud'),
    });
  });
});

describe('what Gmail alone means', () => {
  it.each([
    [400, { error: { message: 'Invalid id value' } }, 'not_found'],
    [400, { error: { errors: [{ reason: 'failedPrecondition' }] } }, 'provider_rejected'],
    [404, undefined, 'not_found'],
    [409, undefined, 'conflict'],
    [413, undefined, 'invalid_input'],
  ])('%i %j is %s', (status, body, code) => {
    expect(gmailError(status, body)).toMatchObject({ code, integration: 'gmail' });
  });
});
