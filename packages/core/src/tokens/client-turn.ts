import type { ExchangeOutcome } from './exchange.ts';
import { holdLease, leaseTtlMs } from './held-lease.ts';
import type { RefreshContext } from './refresh-context.ts';
import { refreshTimeoutError } from './token-errors.ts';
import { waitingPauseMs } from './waiting-pause.ts';

type Outcome = ExchangeOutcome | { readonly kind: 'lease_lost' };

/**
 * Until this process has seen the provider accept a client, one connection at a time presents it, among all processes: a
 * mistyped secret then costs one request and not one per connection, since whoever is next finds the cooldown.
 */
export async function clientTurn(
  context: RefreshContext,
  { clientHold, deadline }: { readonly clientHold: string | undefined; readonly deadline: number },
  send: () => Promise<Outcome>,
): Promise<Outcome> {
  const { acceptedClients } = context;
  if (clientHold === undefined || acceptedClients.has(clientHold)) return send();
  const lease = await waitForClient(context, { clientHold, deadline });
  try {
    const outcome = await send();
    // The client is authenticated before the grant is looked at.
    if (outcome.kind === 'obtained' || outcome.kind === 'final') acceptedClients.add(clientHold);
    if (outcome.kind === 'misconfigured') acceptedClients.delete(clientHold);
    return outcome;
  } finally {
    await lease?.release();
  }
}

/** Undefined when another connection has shown meanwhile that the client is accepted. */
async function waitForClient(
  context: RefreshContext,
  { clientHold, deadline }: { readonly clientHold: string; readonly deadline: number },
) {
  const { leases, clock, acceptedClients } = context;
  const startedAt = clock.monotonic();
  while (!acceptedClients.has(clientHold)) {
    context.checkOpen();
    const lease = await leases.acquire(clientHold, leaseTtlMs);
    if (lease) return holdLease(lease, clock);
    if (clock.monotonic() >= deadline) throw refreshTimeoutError(context);
    await clock.sleep(waitingPauseMs(clock.monotonic() - startedAt, context.random));
  }
  return undefined;
}
