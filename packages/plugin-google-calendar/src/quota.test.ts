import { createSidecar, existingGrant, memoryStore } from '@sidecar/core';
import { expect, it } from 'vitest';
import { googleCalendar } from './index.ts';

/** A Sidecar that is connected to a Google whose lists of events are answered in this order. */
async function connected(answers: readonly (() => Response)[]) {
  const asked: string[] = [];
  const google = async (input: string | URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname === '/token')
      return Response.json({ access_token: 'a', expires_in: 3599, token_type: 'Bearer' });
    if (pathname.endsWith('/calendarList/primary')) return Response.json({ id: 'ada@x.example' });
    asked.push(pathname);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return answer ? answer() : new Response(null, { status: 500 });
  };
  const client = { id: 'app', secret: 'not-confidential' };
  const sidecar = createSidecar({
    plugins: [googleCalendar({ client })],
    store: memoryStore(),
    fetch: google,
  });
  await sidecar.connect('google-calendar', {
    via: existingGrant({ refreshToken: 'refresh-of-ada' }),
  });
  return { sidecar, asked };
}

function refused(reason: string) {
  const message = 'Said by Google';
  return () =>
    Response.json(
      { error: { code: 403, message, errors: [{ domain: 'usageLimits', reason, message }] } },
      { status: 403, headers: { 'retry-after': '86400' } },
    );
}

it.each(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded'])(
  'takes a 403 for %s as a limit, and asks no more until it is over',
  async (reason) => {
    const { sidecar, asked } = await connected([refused(reason)]);
    const limited = { code: 'rate_limited', retryable: true, retryAfterMs: expect.any(Number) };
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject(limited);
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject(limited);
    expect(asked).toHaveLength(1);
  },
);

it('takes a 403 for anything else as a refusal of that one request', async () => {
  const list = () => Response.json({ items: [], timeZone: 'UTC' });
  const { sidecar } = await connected([refused('forbidden'), list]);
  await expect(sidecar.run('events_list', {})).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(await sidecar.run('events_list', {})).toMatchObject({ events: [] });
});
