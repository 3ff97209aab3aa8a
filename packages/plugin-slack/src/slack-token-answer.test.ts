import { expect, it } from 'vitest';
import { slackTokenAnswer } from './slack-token-answer.ts';

const bot = { ok: true, access_token: 'xoxb-1', token_type: 'bot', scope: 'chat:write', team: { id: 'T1' } };
const user = { id: 'U1', access_token: 'xoxp-1', token_type: 'user', scope: 'search:read' };

it('keeps the tokens of bot and person apart', () => {
  expect(slackTokenAnswer({ ...bot, authed_user: user })).toEqual({ ...bot, credentials: { user } });
});

it('takes a person’s token for the main one where there is no bot', () => {
  expect(slackTokenAnswer({ ok: true, scope: '', authed_user: user })).toEqual({ ok: true, ...user });
});

it('leaves what a refresh answers as it is', () => {
  const renewed = { ok: true, access_token: 'xoxe.xoxp-1-2', refresh_token: 'xoxe-1-2', token_type: 'user' };
  expect(slackTokenAnswer(renewed)).toEqual(renewed);
});

it.each([[null], ['x'], [7], [{ id: 'U1' }], [{ access_token: '' }], [{ access_token: 7 }]])(
  'takes no token from an authed_user that is %j',
  (authed_user) => {
    expect(slackTokenAnswer({ ...bot, authed_user })).toEqual(bot);
  },
);

it('leaves a refusal as it is', () => {
  const refusal = { ok: false, error: 'invalid_refresh_token' };
  expect(slackTokenAnswer(refusal)).toEqual(refusal);
});
