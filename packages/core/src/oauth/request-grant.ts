import type { OAuth2, OAuthClient } from '../auth/oauth2.ts';
import type { Clock } from '../clock.ts';
import { type EndpointAnswer, requestTokens } from './token-endpoint.ts';
import { withinLimit } from './within-limit.ts';

/** How long a token endpoint may take. */
const grantLimitMs = 30_000;

/** What is needed to ask a provider for the first tokens of a grant. */
export interface GrantRequest {
  readonly integration: { readonly id: string; readonly name: string };
  readonly method: OAuth2;
  readonly client: OAuthClient;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Asks once for the first tokens of a grant; rejects when no answer came within 30 s. */
export async function requestGrant(
  request: GrantRequest,
  grantType: string,
  parameters: Readonly<Record<string, string>>,
): Promise<{ readonly answer: EndpointAnswer; readonly sentAt: number }> {
  const { method, client, fetch, clock } = request;
  const sentAt = clock.now();
  const answer = await withinLimit({ clock, durationMs: grantLimitMs, signal: request.signal }, (signal) =>
    requestTokens({ method, client, parameters, fetch, signal, grantType }),
  );
  return { answer, sentAt };
}
