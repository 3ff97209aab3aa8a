import type { OAuth2, TokenErrorRule } from '../auth/oauth2.ts';
import { inStandardShape, isJsonObject } from '../tokens/standard-shape.ts';
import type { EndpointAnswer } from './token-endpoint.ts';

/** The codes that mean a wrong client at every provider (RFC 6749 sections 4.1.2.1 and 5.2). */
const misconfigured = ['invalid_client', 'unauthorized_client', 'redirect_uri_mismatch'];

/** The `error` code that an endpoint answered, in the provider's dialect or the standard's. */
export function tokenErrorCode(method: OAuth2, body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const { error } = inStandardShape(method, body);
  return typeof error === 'string' && error !== '' ? error : undefined;
}

/** Whether an answer is one of those that a provider's data names. */
export function matchesTokenError(
  rules: readonly TokenErrorRule[],
  answer: { readonly status: number; readonly error?: string | undefined },
): boolean {
  return rules.some((rule) => {
    if (typeof rule === 'string') return rule === answer.error;
    return rule.status === answer.status && (rule.error === undefined || rule.error === answer.error);
  });
}

/** Whether an answer means that the client, not the grant, is wrong. */
export function isMisconfigured(method: OAuth2, answer: Pick<EndpointAnswer, 'status' | 'body'>): boolean {
  const error = tokenErrorCode(method, answer.body);
  return matchesTokenError([...misconfigured, ...(method.misconfiguredErrors ?? [])], {
    status: answer.status,
    error,
  });
}

/** An error code in brackets, for a message; nothing when it is not a plain word, which a hostile answer may make it. */
export function quotedErrorCode(error: string | undefined): string {
  return error !== undefined && /^[a-z][a-z_.-]{0,60}$/i.test(error) ? ` (${error})` : '';
}
