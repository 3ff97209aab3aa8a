import { SidecarError } from '../errors.ts';
import { aborted } from '../oauth/aborted.ts';
import { LimitReached, withinLimit } from '../oauth/within-limit.ts';
import type { ExchangeOutcome } from './exchange.ts';
import type { RefreshContext } from './refresh-context.ts';
import { credentialNotAcceptedError } from './token-errors.ts';
import type { TokenRecord } from './token-record.ts';

type Transient = Extract<ExchangeOutcome, { kind: 'transient' }>;

const failures: Readonly<Record<Transient['code'], string>> = {
  not_configured: 'it does not accept this app',
  rate_limited: 'it limits requests for access tokens',
  network: 'it could not be reached',
  timeout: 'it did not answer when asked for an access token',
  provider_unavailable: 'its server has trouble',
  provider_rejected: 'it refused an access token and did not make clear why',
  invalid_response: 'it answered the request for an access token with something else',
};

/** The record of a connection that is not stored yet, with an access token; rejects when none can be had. */
export async function withFirstToken(
  context: RefreshContext,
  record: TokenRecord,
  signal: AbortSignal | undefined,
): Promise<TokenRecord> {
  context.checkOpen();
  const outcome = await exchangeOnce(context, record, signal);
  if (signal?.aborted) throw aborted({ id: context.key.integration, name: context.name });
  if (outcome.kind === 'transient') throw passingError(context, outcome);
  // Wrong or gone: for the person who has just typed it, both mean to look at it again.
  if (outcome.kind !== 'obtained') throw credentialNotAcceptedError(context, outcome.cause);
  const { accessToken, expiresAt, obtainedAt, scopes = record.scopes } = outcome.tokens;
  return { ...record, accessToken, expiresAt, obtainedAt, scopes };
}

async function exchangeOnce(
  context: RefreshContext,
  record: TokenRecord,
  signal: AbortSignal | undefined,
): Promise<ExchangeOutcome> {
  const { clock, limits } = context;
  const { exchange } = await context.prepare(record);
  try {
    signal?.throwIfAborted();
    return await withinLimit({ clock, durationMs: limits.exchangeMs, signal }, (over) =>
      exchange(record, over),
    );
  } catch (error) {
    if (!(error instanceof LimitReached) && !signal?.aborted) throw error;
    return { kind: 'transient', code: 'timeout', stage: 'during' };
  }
}

function passingError({ key, name }: RefreshContext, { code, cause, retryAfterMs }: Transient): SidecarError {
  return new SidecarError(code, `${name} cannot be connected now: ${failures[code]}.`, {
    integration: key.integration,
    retryable: true,
    nextAction: 'Try again in a moment.',
    cause,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
