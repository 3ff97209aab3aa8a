import { withinLimit } from '../oauth/within-limit.ts';
import type { AcceptedClients } from './accepted-clients.ts';
import type { ExchangeOutcome } from './exchange.ts';
import { holdLease } from './held-lease.ts';
import type { RefreshContext } from './refresh-context.ts';
import type { HeldLease } from './token-cell.ts';
import { waitedInVain } from './waited-in-vain.ts';
import { waitingPauseMs } from './waiting-pause.ts';

/**
 * Shorter than the lease of a connection, whose owner may have died with both: who waits has waited for that one already.
 * To lose the turn is no harm but one more request with a client that may be wrong.
 */
const turnTtlMs = 1_000;

type Outcome = ExchangeOutcome | { readonly kind: 'lease_lost' };

/**
 * Until this process has seen the provider accept a client, one connection at a time presents it, among all processes: a
 * mistyped secret then costs one request and not one per connection, since whoever is next finds the cooldown.
 */
export async function clientTurn(
  context: RefreshContext,
  { clientHold, deadline }: { readonly clientHold: string | undefined; readonly deadline: number },
  exchange: () => Promise<Outcome>,
): Promise<Outcome> {
  const { acceptedClients } = context;
  if (clientHold === undefined) return exchange();
  const send = () => sendAndLearn(acceptedClients, clientHold, exchange);
  // The store is polled by one connection of a process only, however many have expired together.
  for (;;) {
    if (acceptedClients.has(clientHold)) return send();
    const presenting = acceptedClients.presenting(clientHold);
    if (!presenting) break;
    await inTime(context, presenting, deadline);
  }
  return acceptedClients.present(clientHold, () => presentAlone(context, { clientHold, deadline, send }));
}

interface Presentation {
  readonly clientHold: string;
  readonly deadline: number;
  readonly send: () => Promise<Outcome>;
}

async function presentAlone(context: RefreshContext, presentation: Presentation): Promise<Outcome> {
  const { clientHold, deadline, send } = presentation;
  const lease = await waitForClient(context, { clientHold, deadline });
  try {
    return await send();
  } finally {
    await lease.release();
  }
}

/** Notes what the answer says of the client; one that was accepted may be withdrawn. */
async function sendAndLearn(
  acceptedClients: AcceptedClients,
  clientHold: string,
  exchange: () => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await exchange();
  // The client is authenticated before the grant is looked at.
  if (outcome.kind === 'obtained' || outcome.kind === 'final') acceptedClients.add(clientHold);
  if (outcome.kind === 'misconfigured') acceptedClients.delete(clientHold);
  return outcome;
}

async function waitForClient(
  context: RefreshContext,
  { clientHold, deadline }: Pick<Presentation, 'clientHold' | 'deadline'>,
): Promise<HeldLease> {
  const { leases, clock } = context;
  const startedAt = clock.monotonic();
  for (;;) {
    context.checkOpen();
    const lease = await leases.acquire(clientHold, turnTtlMs);
    if (lease) return holdLease(lease, clock, turnTtlMs);
    if (clock.monotonic() >= deadline) throw waitedInVain(context);
    await clock.sleep(waitingPauseMs(clock.monotonic() - startedAt, context.random));
  }
}

async function inTime(context: RefreshContext, work: Promise<void>, deadline: number): Promise<void> {
  const { clock } = context;
  const durationMs = Math.max(0, deadline - clock.monotonic());
  await withinLimit({ clock, durationMs }, () => work).catch(() => {
    throw waitedInVain(context);
  });
}
