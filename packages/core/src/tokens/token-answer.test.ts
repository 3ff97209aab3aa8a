import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testedPlugin } from '../../test/tokens/tested-plugin.ts';
import { readTokenAnswer } from './token-answer.ts';

const endpoints = {
  tokenUrl: 'http://127.0.0.1/token',
  apiUrl: 'http://127.0.0.1/api',
  revocationUrl: 'http://127.0.0.1/revoke',
  client: { id: 'app', secret: 'secret' },
};
const method = testedPlugin(endpoints).auth.oauth;
const sentAt = 1_000_000;

it('counts the lifetime from the moment the request was sent', () => {
  expect(readTokenAnswer({ access_token: 'a', expires_in: 60 }, method, sentAt)?.expiresAt).toBe(
    sentAt + 60_000,
  );
});

it.each([null, '', -1, 0, 'never', {}, Number.NaN, 1e12, '1e99', true])(
  'takes the lifetime %j for unknown',
  (lifetime) => {
    const tokens = readTokenAnswer({ access_token: 'a', expires_in: lifetime }, method, sentAt);
    expect(tokens).toMatchObject({ accessToken: 'a' });
    expect(tokens?.expiresAt).toBeUndefined();
  },
);

it('takes a numeric text for a number', () => {
  expect(readTokenAnswer({ access_token: 'a', expires_in: ' 3599 ' }, method, sentAt)?.expiresAt).toBe(
    sentAt + 3_599_000,
  );
});

it('finds the access and the refresh token whatever stands beside them', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ minLength: 1 }), (others, token) => {
      const tokens = readTokenAnswer(
        { ...others, credentials: undefined, access_token: token, refresh_token: `${token}r` },
        method,
        sentAt,
      );
      expect(tokens).toMatchObject({ accessToken: token, refreshToken: `${token}r` });
    }),
  );
});

it('never throws, and answers nothing where there is no access token', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (answer) => {
      const tokens = readTokenAnswer(answer, method, sentAt);
      if (tokens) expect(typeof tokens.accessToken).toBe('string');
    }),
  );
});

it('keeps the tokens of an answer over which the plugin stumbles', () => {
  const stumbling = testedPlugin(endpoints, {
    parseTokenResponse: () => {
      throw new TypeError('team is undefined');
    },
  }).auth.oauth;
  expect(readTokenAnswer({ access_token: 'a', refresh_token: 'r' }, stumbling, sentAt)).toMatchObject({
    refreshToken: 'r',
  });
});

it('keeps fields that it does not know, but no token among them', () => {
  const tokens = readTokenAnswer(
    { access_token: 'a', id_token: 'i', refresh_token: 'r', team: 'T1' },
    method,
    sentAt,
  );
  expect(tokens?.extra).toEqual({ team: 'T1' });
});
