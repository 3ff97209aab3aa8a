import { expect, test, vi } from 'vitest';
import { hastyClock } from '../../test/hasty-clock.ts';
import { serve } from '../../test/serve.ts';
import { testFetch } from '../../test/test-connection.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { AnswerRules } from '../plugin.ts';
import { createRequestHold } from './request-hold.ts';

const mail = { method: 'POST', body: 'mail' };

/** Answers the first `limits` requests with 429, or another status, and the rest with 200. */
const limited = (limits: number, headers: Record<string, string>, status = 429) =>
  serve((request, response, count) => {
    if (count <= limits) response.writeHead(status, headers).end();
    else response.end(request.body);
  });

test.each([
  ['429 for a write', 429, mail],
  ['429 for a read', 429, {}],
  ['503 with Retry-After for a write', 503, mail],
])('%s is waited out as told and the request sent again.', async (_, status, init) => {
  const server = await limited(1, { 'retry-after': '7' }, status);
  const clock = hastyClock();
  const answer = await testFetch({ origins: [server.origin], clock })(server.origin, init);
  expect(answer.status).toBe(200);
  expect(clock.slept).toEqual([7_000]);
  expect(server.seen).toHaveLength(2);
});

test('An HTTP date is waited for.', async () => {
  const server = await serve((_, response, count) => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toUTCString();
    if (count === 1) response.writeHead(429, { date: at(0), 'retry-after': at(9) }).end();
    else response.end();
  });
  const clock = hastyClock();
  await testFetch({ origins: [server.origin], clock })(server.origin);
  expect(clock.slept).toEqual([9_000]);
});

test.each(['-5', 'soon', '99999999999999999999x'])(
  'A Retry-After of %j is none: waits of our own, longer each time, then rate_limited.',
  async (value) => {
    const server = await limited(99, { 'retry-after': value });
    const clock = hastyClock();
    await expect(testFetch({ origins: [server.origin], clock })(server.origin)).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Gmail is rate limited. Try again later.',
      retryable: true,
    });
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000]);
  },
);

test('Retry-After: 0 is no invitation to a loop.', async () => {
  const server = await limited(99, { 'retry-after': '0' });
  const clock = hastyClock();
  await expect(testFetch({ origins: [server.origin], clock })(server.origin)).rejects.toMatchObject({
    code: 'rate_limited',
  });
  expect(server.seen).toHaveLength(6);
  expect(clock.slept).toEqual([250, 500, 1_000, 2_000, 4_000]);
});

test.each(['86400', '99999999999999999999'])(
  'Retry-After: %s is not waited for, nor are further calls sent.',
  async (value) => {
    const server = await limited(99, { 'retry-after': value });
    const clock = hastyClock();
    const fetch = testFetch({ origins: [server.origin], clock });
    const words = value === '86400' ? '24 hours' : '30 days';
    const expected = {
      code: 'rate_limited',
      message: `Gmail is rate limited. Try again in ${words}.`,
      retryable: true,
    };
    await expect(fetch(server.origin)).rejects.toMatchObject(expected);
    await expect(fetch(server.origin, mail)).rejects.toMatchObject(expected);
    expect(clock.slept).toEqual([]);
    expect(server.seen).toHaveLength(1);
  },
);

test('One call waits twenty seconds in all, not each time.', async () => {
  const server = await limited(99, { 'retry-after': '8' });
  const clock = hastyClock();
  await expect(testFetch({ origins: [server.origin], clock })(server.origin)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterMs: 8_000,
  });
  expect(clock.slept).toEqual([8_000, 8_000]);
});

test('A stream cannot be sent twice: its limit is told at once.', async () => {
  const server = await limited(1, { 'retry-after': '1' });
  const init = { method: 'POST', body: new Blob(['once']).stream() };
  await expect(testFetch({ origins: [server.origin] })(server.origin, init)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterMs: 1_000,
  });
  expect(server.seen).toHaveLength(1);
});

test('A write that is cancelled while it waits for a limit was not done, and says nothing else.', async () => {
  const server = await limited(1, { 'retry-after': '10' });
  const controller = new AbortController();
  const fetch = testFetch({ origins: [server.origin], clock: systemClock });
  const call = fetch(server.origin, { ...mail, signal: controller.signal });
  await vi.waitUntil(() => server.seen.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  await expect(call).rejects.not.toHaveProperty('outcome');
});

test('A 503 without Retry-After is an outage, not a limit.', async () => {
  const server = await limited(99, {}, 503);
  await expect(testFetch({ origins: [server.origin] })(server.origin)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
});

test('The limit that one call meets holds back the others of its connection, whichever fetch they use, and they come back one after another.', async () => {
  let answeredAt = 0;
  let running = 0;
  let mostRunning = 0;
  const server = await serve(async (_, response, count) => {
    if (count === 1) return response.writeHead(429, { 'retry-after': '0.5' }).end();
    if (count === 2) answeredAt = performance.now();
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    response.end();
  });
  // Without limits and patience: the others go on because of the answers, not because of the time.
  const clock: Clock = {
    ...systemClock,
    sleep: (durationMs, options) =>
      options?.background ? new Promise(() => {}) : systemClock.sleep(durationMs, options),
  };
  const hold = createRequestHold({ clock, random: () => 0 });
  const first = testFetch({ origins: [server.origin], clock, hold });
  const second = testFetch({ origins: [server.origin], clock, hold });
  const startedAt = performance.now();
  const early = first(server.origin);
  await vi.waitUntil(() => server.seen.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const answers = await Promise.all([early, ...Array.from({ length: 14 }, () => second(server.origin))]);
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 15 }, () => 200));
  expect(server.seen).toHaveLength(16);
  expect(answeredAt - startedAt).toBeGreaterThan(490);
  expect(mostRunning).toBeLessThanOrEqual(8);
});

test('A limit of a foreign origin is waited out, and holds back nobody else.', async () => {
  const own = await serve((_, response) => response.end());
  const foreign = await limited(1, { 'retry-after': '30' });
  const fetch = testFetch({ origins: [own.origin] });
  await expect(fetch(foreign.origin)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 30_000 });
  expect((await fetch(own.origin)).status).toBe(200);
  const clock = hastyClock();
  const shorter = await limited(1, { 'retry-after': '3' });
  expect((await testFetch({ origins: [own.origin], clock })(shorter.origin)).status).toBe(200);
  expect(clock.slept).toEqual([3_000]);
});

const google: AnswerRules = {
  readBodyOf: [403],
  classify: ({ status, body }) => {
    if (status !== 403 || !JSON.stringify(body)?.includes('rateLimitExceeded')) return undefined;
    return { code: 'rate_limited', retryAfterMs: 2_000 };
  },
};

test('A plugin can tell a limit that the status does not say, and how long it lasts.', async () => {
  const server = await serve((_, response, count) => {
    if (count === 1) response.writeHead(403).end('{"error":{"errors":[{"reason":"rateLimitExceeded"}]}}');
    else response.writeHead(403).end('{"error":{"message":"no"}}');
  });
  const clock = hastyClock();
  const answer = await testFetch({ origins: [server.origin], clock, answers: google })(server.origin);
  expect(clock.slept).toEqual([2_000]);
  expect([answer.status, await answer.json()]).toEqual([403, { error: { message: 'no' } }]);
});

test('Retry-After counts where a plugin tells the limit but not its length.', async () => {
  const server = await limited(1, { 'retry-after': '4' }, 403);
  const clock = hastyClock();
  const answers: AnswerRules = {
    classify: ({ status }) => (status === 403 ? { code: 'rate_limited' } : undefined),
  };
  await testFetch({ origins: [server.origin], clock, answers })(server.origin);
  expect(clock.slept).toEqual([4_000]);
});

test('A limit of one method holds back no other call.', async () => {
  const answers: AnswerRules = {
    classify: ({ status }) => (status === 429 ? { code: 'rate_limited', holds: 'call' } : undefined),
  };
  const server = await serve((request, response) => {
    if (request.url === '/search') response.writeHead(429, { 'retry-after': '3600' }).end();
    else response.end();
  });
  const clock = hastyClock();
  const hold = createRequestHold({ clock, random: () => 0 });
  const fetch = testFetch({ origins: [server.origin], answers, clock, hold });
  await expect(fetch(`${server.origin}/search`)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterMs: 3_600_000,
  });
  expect((await fetch(`${server.origin}/list`)).status).toBe(200);
  expect(clock.slept).toEqual([]);
});

test('A call that alone is limited waits as it is told.', async () => {
  const answers: AnswerRules = {
    classify: ({ status }) => (status === 429 ? { code: 'rate_limited', holds: 'call' } : undefined),
  };
  const server = await limited(2, { 'retry-after': '7' });
  const clock = hastyClock();
  const answer = await testFetch({ origins: [server.origin], answers, clock })(server.origin, mail);
  expect(answer.status).toBe(200);
  expect(clock.slept).toEqual([7_000, 7_000]);
});

test.each([
  { told: Number.NaN, slept: [1_000] },
  { told: Number.POSITIVE_INFINITY, slept: [1_000] },
  { told: -5_000, slept: [1_000] },
])(
  'A limit of $told ms, as a plugin may read it from a broken header, is one of unknown length.',
  async ({ told, slept }) => {
    const answers: AnswerRules = {
      classify: ({ status }) => (status === 429 ? { code: 'rate_limited', retryAfterMs: told } : undefined),
    };
    const server = await limited(1, {});
    const clock = hastyClock();
    const signal = AbortSignal.timeout(2_000);
    const answer = await testFetch({ origins: [server.origin], clock, answers })(server.origin, { signal });
    expect(answer.status).toBe(200);
    expect(clock.slept).toEqual(slept);
  },
);

test('A limit that a plugin reads as thousands of years is cut to thirty days.', async () => {
  const answers: AnswerRules = { classify: () => ({ code: 'rate_limited', retryAfterMs: 1e15 }) };
  const server = await limited(1, {});
  await expect(
    testFetch({ origins: [server.origin], clock: hastyClock(), answers })(server.origin),
  ).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 30 * 86_400_000 });
});
