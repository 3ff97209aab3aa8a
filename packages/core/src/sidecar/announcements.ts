import { safeCause } from '../errors.ts';
import type { EventHub } from '../events.ts';
import type { Logger } from '../logger.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';

/** Tells listeners, beside the work that changed it, what state a connection has. */
export class Announcements {
  readonly #tell: (key: ConnectionKey) => Promise<void>;
  readonly #events: EventHub;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    tell: (key: ConnectionKey) => Promise<void>,
    { events, logger }: { readonly events: EventHub; readonly logger: Logger },
  ) {
    this.#tell = tell;
    this.#events = events;
    this.#logger = logger;
  }

  /** The state has to be read first, so nothing is done where nobody listens. */
  announce(key: ConnectionKey): void {
    if (!this.#events.isHeard('status')) return;
    const telling = this.#tell(key)
      .catch((error) =>
        this.#logger.error(`The state of ${key.integration} could not be told: ${safeCause(error).message}`),
      )
      .finally(() => this.#underWay.delete(telling));
    this.#underWay.add(telling);
  }

  /** Resolves when the store is no longer read for those under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
