import { expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './google-calendar-errors.ts';

const refusal = (status: number, reason: string, message = 'Said with token ya29.secret') =>
  Response.json(
    { error: { code: status, message, errors: [{ domain: 'global', reason, message }] } },
    { status },
  );

it.each([
  [400, 'timeRangeEmpty', 'invalid_input', 'The end is not after the start.'],
  [400, 'timeRangeTooLong', 'invalid_input', /so long a time/],
  [400, 'required', 'provider_rejected', 'Google Calendar refused the request (400: required).'],
  [400, '<script>', 'provider_rejected', 'Google Calendar refused the request (400).'],
  [403, 'requiredAccessLevel', 'provider_rejected', 'Google Calendar does not let you change that calendar.'],
  [403, 'forbiddenForNonOrganizer', 'provider_rejected', 'Only the organizer of that event may change it.'],
  [403, 'rateLimitExceeded', 'rate_limited', /limits the number of requests/],
  [403, 'quotaExceeded', 'rate_limited', /limits the number of requests/],
  [403, 'insufficientPermissions', 'insufficient_scope', /lacks a permission/],
  [403, 'accessNotConfigured', 'not_configured', /not enabled/],
  [404, 'notFound', 'not_found', 'Google Calendar has no such event or calendar.'],
  [409, 'duplicate', 'conflict', /already/],
  [410, 'deleted', 'not_found', 'That event was deleted.'],
  [412, 'conditionNotMet', 'conflict', 'Somebody changed that event in the meantime.'],
])('%i %s becomes %s', async (...[status, reason, code, message]) => {
  const failed = readAnswer(refusal(status, reason), z.object({}), 'write');
  await expect(failed).rejects.toMatchObject({
    code,
    integration: 'google-calendar',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
  await expect(readAnswer(refusal(status, reason), z.object({}), 'write')).rejects.not.toMatchObject({
    outcome: 'unknown',
  });
  await failed.catch((error: Error) => expect(error.message).not.toContain('secret'));
});

it('says where ids come from when there is no such event or calendar', async () => {
  await expect(readAnswer(refusal(404, 'notFound'), z.object({}), 'read')).rejects.toMatchObject({
    nextAction: expect.stringMatching(/events_list.*calendars_list/),
  });
});

it('leaves it open whether a write was done whose answer cannot be read', async () => {
  const schema = z.object({ id: z.string() });
  for (const body of ['<html>', '{}', 'null']) {
    await expect(readAnswer(new Response(body), schema, 'write')).rejects.toMatchObject({
      code: 'invalid_response',
      outcome: 'unknown',
      nextAction: expect.stringContaining('events_list'),
    });
    await expect(readAnswer(new Response(body), schema, 'read')).rejects.not.toMatchObject({
      outcome: 'unknown',
    });
  }
});
