import type { OAuth2, OAuthClient } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { type EndpointAnswer, requestTokens } from '../oauth/token-endpoint.ts';
import { isMisconfigured, matchesTokenError, tokenErrorCode } from '../oauth/token-error.ts';
import type { Exchange, ExchangeOutcome } from './exchange.ts';
import { exchangeFailure } from './exchange-failure.ts';
import { readTokenAnswer } from './token-answer.ts';

/** Presents a refresh token (RFC 6749 section 6) and judges the answer by the provider's data. */
export function refreshExchange(options: {
  readonly method: OAuth2;
  readonly client: OAuthClient;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}): Exchange {
  const { method, client, fetch, clock } = options;
  return async (record, signal) => {
    const obtainedAt = clock.now();
    const parameters = {
      refresh_token: record.refreshToken ?? '',
      ...(method.refreshParams?.includes('redirect_uri') && record.redirectUri
        ? { redirect_uri: record.redirectUri }
        : {}),
    };
    let answer: EndpointAnswer;
    try {
      answer = await requestTokens({ method, client, grantType: 'refresh_token', parameters, fetch, signal });
    } catch (error) {
      return exchangeFailure(error, signal);
    }
    return judgeRefreshAnswer(answer, method, { obtainedAt, now: clock.now() });
  };
}

/** Which of the outcomes a token endpoint's answer is. */
function judgeRefreshAnswer(
  answer: EndpointAnswer,
  method: OAuth2,
  times: { readonly obtainedAt: number; readonly now: number },
): ExchangeOutcome {
  const { status, body, headers } = answer;
  const tokens = status < 300 ? readTokenAnswer(body, method, times.obtainedAt) : undefined;
  if (tokens) return { kind: 'obtained', tokens };
  const error = tokenErrorCode(method, body);
  if (matchesTokenError(method.finalRefreshErrors ?? ['invalid_grant'], { status, error })) {
    return { kind: 'final', reason: 'revoked' };
  }
  if (isMisconfigured(method, answer)) return { kind: 'misconfigured' };
  const retryAfterMs = parseRetryAfter(headers, times.now);
  return {
    kind: 'transient',
    code: transientCode(status),
    stage: 'answered',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function transientCode(status: number) {
  if (status === 429) return 'rate_limited';
  if (status >= 500 || status === 408 || status === 425) return 'provider_unavailable';
  return status < 300 ? 'invalid_response' : 'provider_rejected';
}
