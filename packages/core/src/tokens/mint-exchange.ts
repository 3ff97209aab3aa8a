import type { Minted, MintedToken } from '../auth/minted.ts';
import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import { boundedWait } from '../http/bounded-wait.ts';
import type { Exchange, ExchangeOutcome } from './exchange.ts';
import { exchangeFailure } from './exchange-failure.ts';

/** Makes a short-lived token from the key that the person typed. */
export function mintExchange(options: {
  readonly method: Minted;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}): Exchange {
  const { method, fetch, clock } = options;
  return async (record, signal) => {
    const obtainedAt = clock.now();
    // The fields were parsed by the method's own schema when the person typed them.
    const fields = record.fields as never;
    try {
      return readMinted(await method.mint(fields, { fetch, signal, now: () => clock.now() }), obtainedAt);
    } catch (error) {
      return SidecarError.isInstance(error) ? judgeMintError(error) : exchangeFailure(error, signal);
    }
  };
}

/** A plugin's answer is no better than a provider's: what makes no sense in it is unknown. */
function readMinted(minted: MintedToken, obtainedAt: number): ExchangeOutcome {
  const { accessToken, expiresAt, scopes } = minted;
  if (typeof accessToken !== 'string' || accessToken === '') {
    return { kind: 'transient', code: 'invalid_response', stage: 'answered' };
  }
  return {
    kind: 'obtained',
    tokens: {
      accessToken,
      obtainedAt,
      extra: {},
      credentials: {},
      ...(typeof expiresAt === 'number' && Number.isFinite(expiresAt) ? { expiresAt } : {}),
      ...(Array.isArray(scopes) ? { scopes: scopes.filter((scope) => typeof scope === 'string') } : {}),
    },
  };
}

function judgeMintError(error: SidecarError): ExchangeOutcome {
  if (error.code === 'not_configured') return { kind: 'misconfigured', cause: error };
  if (error.code === 'needs_reauth') return { kind: 'final', reason: 'revoked', cause: error };
  const retryAfterMs = boundedWait(error.retryAfterMs);
  return {
    kind: 'transient',
    code: error.code === 'rate_limited' ? 'rate_limited' : 'provider_unavailable',
    stage: 'answered',
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
