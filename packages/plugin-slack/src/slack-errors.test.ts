import { expect, it } from 'vitest';
import { runTool } from '../test/run-tool.ts';
import { slackAnswers } from './slack-errors.ts';

const verdict = (body: unknown) =>
  slackAnswers.classify({ status: 200, headers: new Headers(), nowMs: 0, body })?.code;

it.each([
  ['invalid_auth', 'token_refused'],
  ['token_expired', 'token_refused'],
  ['token_revoked', 'token_refused'],
  ['account_inactive', 'token_refused'],
  ['ratelimited', 'rate_limited'],
  ['internal_error', 'provider_unavailable'],
  ['fatal_error', 'provider_unavailable'],
  ['channel_not_found', undefined],
  ['missing_scope', undefined],
])('takes %s in an answer of 200 for %s', (error, code) => {
  expect(verdict({ ok: false, error })).toBe(code);
});

it('takes no answer that is fine for a refusal, whatever it holds', () => {
  for (const body of [
    undefined,
    null,
    'invalid_auth',
    { ok: true, error: 'invalid_auth' },
    { error: 'invalid_auth' },
  ])
    expect(verdict(body)).toBeUndefined();
});

const reading = (answer: object) =>
  runTool('messages_read', { channel: 'C0GENERAL01' }, { 'conversations.history': answer });

it.each([
  ['channel_not_found', 'not_found', 'private'],
  ['not_in_channel', 'provider_rejected', 'channels that it is in'],
  ['time_in_past', 'invalid_input', 'past'],
  ['already_reacted', 'conflict', 'already'],
  ['not_allowed_token_type', 'not_supported', 'kind of token'],
  ['some_new_error', 'provider_rejected', '(some_new_error)'],
  ['__proto__', 'provider_rejected', 'refused the request.'],
  ['xoxb-secret token', 'provider_rejected', 'refused the request.'],
])('says in words what %s means', async (error, code, words) => {
  await expect(reading({ ok: false, error })).rejects.toMatchObject({
    code,
    integration: 'slack',
    message: expect.stringContaining(words),
  });
});

it('names the permissions that Slack wants, if they are some', async () => {
  await expect(
    reading({ ok: false, error: 'missing_scope', needed: 'channels:history' }),
  ).rejects.toMatchObject({
    code: 'insufficient_scope',
    message: 'Slack wants more permissions for this (channels:history).',
    nextAction: expect.stringContaining('Connect Slack again'),
  });
  await expect(reading({ ok: false, error: 'missing_scope', needed: '<b>\n' })).rejects.toMatchObject({
    message: 'Slack wants more permissions for this.',
  });
});

it.each([
  ['nothing', new Response('')],
  ['HTML', new Response('<!doctype html>')],
  ['half of an answer', new Response('{"ok":tr')],
  ['an answer that says neither yes nor no', Response.json({ messages: [] })],
  ['messages of another type', Response.json({ ok: true, messages: 'none' })],
  ['a message without a time', Response.json({ ok: true, messages: [{ text: 'x' }] })],
])('says that an answer is unreadable when it is %s', async (_, answer) => {
  await expect(reading(() => answer.clone())).rejects.toMatchObject({ code: 'invalid_response' });
  const sending = { 'chat.postMessage': () => answer.clone() };
  await expect(
    runTool('messages_send', { channel: 'C0GENERAL01', text: 'x' }, sending),
  ).rejects.toMatchObject({ code: 'invalid_response', outcome: 'unknown', retryable: false });
});

it('reads messages in which everything but the time is null or absent', async () => {
  const nulls = {
    user: null,
    text: null,
    blocks: null,
    attachments: null,
    reactions: null,
    files: null,
    edited: null,
  };
  const messages = [{ ts: '1773301156.700019', ...nulls }, null, { ts: '1773301150.000000' }];
  await expect(reading({ ok: true, messages, response_metadata: null })).resolves.toEqual({
    channel: 'C0GENERAL01',
    messages: [
      { id: '1773301156.700019', author: 'unknown', text: '', sent_at: '2026-03-12T07:39:16.700Z' },
      { id: '1773301150.000000', author: 'unknown', text: '', sent_at: '2026-03-12T07:39:10.000Z' },
    ],
  });
});
