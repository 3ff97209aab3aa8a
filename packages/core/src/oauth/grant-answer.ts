import type { OAuth2 } from '../auth/oauth2.ts';
import { SidecarError, type SidecarErrorCode } from '../errors.ts';
import { type ObtainedTokens, readTokenAnswer } from '../tokens/token-answer.ts';
import type { EndpointAnswer } from './token-endpoint.ts';
import { isMisconfigured, matchesTokenError, quotedErrorCode, tokenErrorCode } from './token-error.ts';

interface GrantAnswer {
  readonly integration: { readonly id: string; readonly name: string };
  readonly method: OAuth2;
  readonly answer: EndpointAnswer;
  /** When the request left, in milliseconds since the epoch. */
  readonly sentAt: number;
}

/** The tokens of an answer to a first grant, or the error that says in our words why there are none. */
export function readGrantAnswer(grant: GrantAnswer): ObtainedTokens {
  const { answer, method, sentAt } = grant;
  const succeeded = answer.status >= 200 && answer.status < 300;
  const tokens = succeeded ? readTokenAnswer(answer.body, method, sentAt) : undefined;
  if (tokens) return tokens;
  throw refusal(grant);
}

function refusal({ integration, method, answer }: GrantAnswer): SidecarError {
  const error = tokenErrorCode(method, answer.body);
  const quoted = quotedErrorCode(error);
  const fail = (code: SidecarErrorCode, message: string, nextAction: string) =>
    new SidecarError(code, message, { integration: integration.id, nextAction, retryable: false });
  const { name } = integration;
  const again = `Connect ${name} again.`;
  if (isMisconfigured(method, answer))
    return fail('not_configured', `${name} refused the OAuth client${quoted}.`, clientRemedy(method, name));
  if (answer.status === 429)
    return fail(
      'rate_limited',
      `${name} has had too many authorizations.`,
      `Wait a while, then connect again.`,
    );
  if (answer.status >= 500)
    return fail('provider_unavailable', `${name} failed with status ${answer.status}.`, again);
  if (error === 'access_denied')
    return fail('authorization_denied', `${name} was not allowed access.`, again);
  if (matchesTokenError(method.finalRefreshErrors ?? ['invalid_grant'], { status: answer.status, error }))
    return fail(
      'authorization_denied',
      `${name} did not accept the authorization${quoted}; it has expired or was already used.`,
      again,
    );
  if (error !== undefined)
    return fail('provider_rejected', `${name} refused to issue a token${quoted}.`, again);
  return fail(
    'invalid_response',
    `${name} answered the request for a token with something that holds none (status ${answer.status}).`,
    `${again} If this goes on, the provider has changed or the address is wrong.`,
  );
}

/** What to check when a provider does not know the client. */
export function clientRemedy({ clientEnvironment }: OAuth2, name: string): string {
  const { id, secret } = clientEnvironment;
  return `Check ${secret ? `${id} and ${secret}` : id} and the redirect URI that is registered at ${name}.`;
}
