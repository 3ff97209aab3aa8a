import { saveUnsaved } from './keep-result.ts';
import type { Snapshot } from './record-store.ts';
import { refresh } from './refresh.ts';
import type { RefreshContext, RefreshRequest } from './refresh-context.ts';
import type { Flight, TokenCell } from './token-cell.ts';
import { closedError, refreshTimeoutError } from './token-errors.ts';

/** The refreshes that run in this process: one per cell, whoever asks. */
export class RefreshFlights {
  /** Cells with work under way; kept alive here, and waited for by `close`. */
  readonly #busy = new Map<TokenCell, RefreshContext>();
  #closed = false;

  /** Rejects once `close` was called. */
  checkOpen(context: Parameters<typeof closedError>[0]): void {
    if (this.#closed) throw closedError(context);
  }

  /** The refresh under way, or a new one; nothing may be awaited between looking and registering. */
  join(context: RefreshContext, request: RefreshRequest, landed: (snapshot: Snapshot) => void): Flight {
    const { cell, clock, limits } = context;
    if (cell.flight) return cell.flight;
    context.checkOpen();
    const ended = new AbortController();
    const waitedMs = clock.monotonic() - (request.askedAt ?? clock.monotonic());
    const done = refresh(context, request)
      .then((snapshot) => {
        landed(snapshot);
        return snapshot;
      })
      .finally(() => {
        ended.abort();
        cell.flight = undefined;
        if (!cell.unsaved) this.#busy.delete(cell);
      });
    const late = clock.sleep(Math.max(0, limits.callerMs - waitedMs), { signal: ended.signal }).then(
      () => {
        flight.overdue = true;
        throw refreshTimeoutError(context);
      },
      () => done,
    );
    const flight: Flight = { done, released: Promise.race([done, late]), overdue: false };
    // Callers may all have gone by the time it fails.
    for (const promise of [done, late, flight.released]) promise.catch(() => undefined);
    cell.flight = flight;
    this.#busy.set(cell, context);
    return flight;
  }

  /** Saves what an earlier refresh obtained and the store did not take. */
  async saveUnsaved(context: RefreshContext): Promise<void> {
    if (!context.cell.unsaved) return;
    await saveUnsaved(context);
    this.#busy.delete(context.cell);
  }

  /** Sends nothing any more, and waits until what the provider has given is saved; rejects with `store_failed` when it cannot be. */
  async close(): Promise<void> {
    this.#closed = true;
    const endings = await Promise.allSettled(
      [...this.#busy].map(async ([cell, context]) => {
        await cell.flight?.done.catch(() => undefined);
        await this.saveUnsaved(context);
      }),
    );
    const failed = endings.find((ending) => ending.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
