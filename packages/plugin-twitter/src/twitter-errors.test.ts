import { inspect } from 'node:util';
import { playedApi } from '@sidecar/evidence';
import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';
import { twitterAnswers } from './twitter-errors.ts';

const problems = 'https://api.twitter.com/2/problems';

function refusal(status: number, body: unknown) {
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

function posting(answer: Response) {
  return runTool('tweet_post', { text: 'Hi' }, playedApi({ 'POST /2/tweets': answer }));
}

function searching(answer: Response | object) {
  return runTool('tweet_search', { query: 'ada' }, playedApi({ 'GET /2/tweets/search/recent': answer }));
}

it('says that a post is a duplicate, in the newer and in the older form of the answer', async () => {
  const conflict = { code: 'conflict', integration: 'twitter', retryable: false };
  const detail = 'You are not allowed to create a Tweet with duplicate content.';
  await expect(
    posting(refusal(403, { detail, type: 'about:blank', title: 'Forbidden', status: 403 })),
  ).rejects.toMatchObject(conflict);
  await expect(
    posting(refusal(403, { errors: [{ code: 187, message: 'Status is a duplicate.' }] })),
  ).rejects.toMatchObject(conflict);
});

it('says that a scope is missing when X answers a bare Forbidden', async () => {
  const bare = { title: 'Forbidden', type: 'about:blank', status: 403, detail: 'Forbidden' };
  await expect(posting(refusal(403, bare))).rejects.toMatchObject({ code: 'insufficient_scope' });
  const unsupported = { title: 'Unsupported Authentication', type: `${problems}/unsupported-authentication` };
  await expect(posting(refusal(403, unsupported))).rejects.toMatchObject({ code: 'insufficient_scope' });
});

it("passes X's own sentence on when it forbids something else", async () => {
  const detail = 'You are not permitted to perform this action.';
  await expect(
    posting(refusal(403, { title: 'Forbidden', type: 'about:blank', status: 403, detail })),
  ).rejects.toMatchObject({ code: 'provider_rejected', message: `Twitter does not allow this: ${detail}` });
});

it('tells a person what to do about an app without access, without credits or over its cap', async () => {
  await expect(
    searching(refusal(403, { title: 'Client Forbidden', type: `${problems}/client-forbidden` })),
  ).rejects.toMatchObject({ code: 'not_configured', nextAction: expect.stringContaining('console.x.com') });
  await expect(searching(refusal(402, { title: 'CreditsDepleted' }))).rejects.toMatchObject({
    code: 'provider_rejected',
    nextAction: expect.stringContaining('credits'),
  });
  await expect(
    searching(
      refusal(429, { title: 'UsageCapExceeded', period: 'Monthly', type: `${problems}/usage-capped` }),
    ),
  ).rejects.toMatchObject({ code: 'rate_limited', retryable: false });
});

it('says which parameter X did not like', async () => {
  const body = {
    errors: [
      { parameters: { until_id: ['1'] }, message: "'until_id' must be a tweet id created after 2026" },
    ],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${problems}/invalid-request`,
  };
  await expect(searching(refusal(400, body))).rejects.toMatchObject({
    code: 'provider_rejected',
    message: expect.stringContaining("'until_id' must be"),
  });
});

it('takes an answer of 200 that holds only errors for what it is', async () => {
  const notFound = {
    errors: [
      {
        value: 'nobody',
        detail: 'Could not find user with username: [nobody].',
        title: 'Not Found Error',
        type: `${problems}/resource-not-found`,
      },
    ],
  };
  const x = playedApi({ 'GET /2/users/by/username/nobody': notFound });
  await expect(runTool('dm_read', { username: 'nobody' }, x)).rejects.toMatchObject({
    code: 'not_found',
    message: 'Twitter does not know that: Could not find user with username: [nobody].',
  });
});

it('keeps what came when errors stand beside the data', async () => {
  const answer = {
    data: [{ id: '1', text: 'Hi', author_id: '5' }],
    errors: [{ title: 'Authorization Error', type: `${problems}/not-authorized-for-resource`, value: '9' }],
    meta: { result_count: 1 },
  };
  await expect(searching(answer)).resolves.toMatchObject({ posts: [{ id: '1', text: 'Hi' }] });
  const nothing = { errors: answer.errors, meta: { result_count: 0 } };
  await expect(searching(nothing)).resolves.toEqual({ posts: [] });
});

it('keeps a long or many-lined answer of X short and on one line', async () => {
  const error = await searching(refusal(400, { detail: `a\n\u001b[31m\u202e${'x'.repeat(50_000)}` })).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toHaveProperty('message', expect.stringMatching(/^[\u0020-\u007e]{30,240}…$/));
  expect(inspect(error, { depth: 20 }).length).toBeLessThan(4000);
});

it.each([
  ['a list', [1, 2]],
  ['null', null],
  ['a string', 'no'],
  ['nulls', { errors: [null], title: null, detail: null, type: null }],
  ['wrong types', { errors: 'no', title: 5, detail: { a: 1 }, type: [] }],
  ['nothing in the list', { errors: [] }],
])('reads an error answer that is %s', async (_, body) => {
  await expect(searching(refusal(400, body))).rejects.toMatchObject({
    code: 'provider_rejected',
    message: 'Twitter refused the request.',
  });
});

it('reads an error page of HTML', async () => {
  const page = new Response('<html>Forbidden</html>', {
    status: 403,
    headers: { 'content-type': 'text/html' },
  });
  await expect(searching(page)).rejects.toMatchObject({
    code: 'provider_rejected',
    message: 'Twitter does not allow this.',
  });
});

it('tells core how long a limit lasts by the headers, the longest of those that are used up', () => {
  const nowMs = 1_700_000_000_000;
  const classify = (headers: Record<string, string>, body: unknown = {}) =>
    twitterAnswers.classify({ status: 429, headers: new Headers(headers), body, nowMs });
  expect(classify({ 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1700000090' })).toEqual({
    code: 'rate_limited',
    retryAfterMs: 90_000,
  });
  expect(
    classify({
      'x-rate-limit-remaining': '14',
      'x-rate-limit-reset': '1700000090',
      'x-user-limit-24hour-remaining': '0',
      'x-user-limit-24hour-reset': '1700003600',
    }),
  ).toEqual({ code: 'rate_limited', retryAfterMs: 3_600_000 });
  expect(classify({ 'x-rate-limit-reset': '1699999999' })).toEqual({ code: 'rate_limited', retryAfterMs: 0 });
  const date = new Date(nowMs + 60_000).toUTCString();
  expect(classify({ 'x-rate-limit-reset': '1700000090', date })).toHaveProperty('retryAfterMs', 30_000);
  expect(classify({ 'x-rate-limit-reset': 'soon' })).toBeUndefined();
  expect(classify({})).toBeUndefined();
  expect(classify({ 'x-rate-limit-reset': '1700000090' }, { type: `${problems}/usage-capped` })).toEqual({
    code: 'ok',
  });
});

it('tells core of a missing scope, and leaves every other 403 to the tool', () => {
  const classify = (body: unknown) =>
    twitterAnswers.classify({ status: 403, headers: new Headers(), body, nowMs: 0 });
  expect(classify({ title: 'Forbidden', detail: 'Forbidden', type: 'about:blank' })).toEqual({
    code: 'insufficient_scope',
  });
  expect(
    classify({ title: 'Forbidden', detail: 'You are not permitted to perform this action.' }),
  ).toBeUndefined();
  expect(classify('<html>')).toBeUndefined();
  expect(twitterAnswers.readBodyOf).toEqual([403, 429]);
});
