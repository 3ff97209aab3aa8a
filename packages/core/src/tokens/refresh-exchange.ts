import type { OAuth2, OAuthClient, TokenErrorRule } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import { type EndpointAnswer, requestTokens } from '../oauth/token-endpoint.ts';
import type { Exchange, ExchangeOutcome } from './exchange.ts';
import { networkFailure } from './network-failure.ts';
import { readTokenAnswer } from './token-answer.ts';

const alwaysMisconfigured: readonly TokenErrorRule[] = [
  'invalid_client',
  'unauthorized_client',
  'redirect_uri_mismatch',
];

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
      return networkFailure(error, signal);
    }
    return judgeRefreshAnswer(answer, method, { obtainedAt, now: clock.now() });
  };
}

/** Which of the outcomes a token endpoint's answer is. */
export function judgeRefreshAnswer(
  answer: EndpointAnswer,
  method: OAuth2,
  times: { readonly obtainedAt: number; readonly now: number },
): ExchangeOutcome {
  const tokens = answer.status < 300 ? readTokenAnswer(answer.body, method, times.obtainedAt) : undefined;
  if (tokens) return { kind: 'obtained', tokens };
  const error = errorOf(answer.body);
  if (matches(method.finalRefreshErrors ?? ['invalid_grant'], answer.status, error))
    return { kind: 'final', reason: 'revoked' };
  if (matches([...alwaysMisconfigured, ...(method.misconfiguredErrors ?? [])], answer.status, error)) {
    return { kind: 'misconfigured', ...(error === undefined ? {} : { error }) };
  }
  const retryAfterMs = readRetryAfterMs(answer.headers, times.now);
  return {
    kind: 'transient',
    code: transientCode(answer.status),
    status: answer.status,
    stage: 'answered',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function transientCode(status: number) {
  if (status === 429) return 'rate_limited';
  if (status >= 500 || status === 408 || status === 425) return 'provider_unavailable';
  return status < 300 ? 'invalid_response' : 'provider_rejected';
}

function matches(rules: readonly TokenErrorRule[], status: number, error: string | undefined): boolean {
  return rules.some((rule) =>
    typeof rule === 'string'
      ? rule === error
      : rule.status === status && (rule.error === undefined || rule.error === error),
  );
}

function errorOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return typeof body.error === 'string' ? body.error : undefined;
}

function readRetryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const durationMs = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(durationMs) ? Math.max(0, durationMs) : undefined;
}
