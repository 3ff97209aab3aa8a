import type { Minted } from '../auth/minted.ts';
import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
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
      const { accessToken, expiresAt, scopes } = await method.mint(fields, {
        fetch,
        signal,
        now: () => clock.now(),
      });
      return {
        kind: 'obtained',
        tokens: {
          accessToken,
          obtainedAt,
          extra: {},
          credentials: {},
          ...(expiresAt === undefined ? {} : { expiresAt }),
          ...(scopes === undefined ? {} : { scopes }),
        },
      };
    } catch (error) {
      return SidecarError.isInstance(error) ? judgeMintError(error) : exchangeFailure(error, signal);
    }
  };
}

function judgeMintError(error: SidecarError): ExchangeOutcome {
  if (error.code === 'not_configured') return { kind: 'misconfigured' };
  if (error.code === 'needs_reauth') return { kind: 'final', reason: 'revoked' };
  return {
    kind: 'transient',
    code: error.code === 'rate_limited' ? 'rate_limited' : 'provider_unavailable',
    stage: 'answered',
    cause: error,
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
  };
}
