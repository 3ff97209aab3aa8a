import { SidecarError, type SidecarErrorCode, safeCause } from './errors.ts';
import type { Logger } from './logger.ts';
import type { ConnectionState } from './status.ts';
import type { Effect } from './tool.ts';

/** What a host can listen to; no event holds a token, an input or an output. */
export interface SidecarEvents {
  /** The state of a connection may have changed. */
  status: {
    readonly user: string;
    readonly integration: string;
    readonly account: string;
    readonly state: ConnectionState;
  };
  /** A tool call has ended. */
  tool: {
    readonly user: string;
    readonly integration: string;
    readonly account?: string;
    /** Qualified: `gmail.email_search`. */
    readonly tool: string;
    readonly effect: Effect;
    readonly durationMs: number;
    /** Why it failed; absent when it went well. */
    readonly errorCode?: SidecarErrorCode;
  };
}

type Listener<Event> = (event: Event) => unknown;

/** Tells listeners what happens; a listener that throws harms nobody else. */
export class EventHub {
  readonly #listeners: { [Type in keyof SidecarEvents]: Set<Listener<SidecarEvents[Type]>> } = {
    status: new Set(),
    tool: new Set(),
  };
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Starts listening; the answer ends it. */
  on<Type extends keyof SidecarEvents>(type: Type, listener: Listener<SidecarEvents[Type]>): () => void {
    if (!Object.hasOwn(this.#listeners, type)) {
      throw new SidecarError('unknown_name', `There are no "${String(type)}" events.`, {
        nextAction: `Use one of: ${Object.keys(this.#listeners).join(', ')}.`,
      });
    }
    this.#listeners[type].add(listener);
    return () => this.#listeners[type].delete(listener);
  }

  /** Whether anybody listens. */
  isHeard(type: keyof SidecarEvents): boolean {
    return this.#listeners[type].size > 0;
  }

  emit<Type extends keyof SidecarEvents>(type: Type, event: SidecarEvents[Type]): void {
    for (const listener of this.#listeners[type]) {
      const fail = (error: unknown) =>
        this.#logger.error(`A listener to ${type} events failed: ${safeCause(error).message}`);
      try {
        // An async listener fails later; nobody waits for it.
        Promise.resolve(listener(event)).catch(fail);
      } catch (error) {
        fail(error);
      }
    }
  }
}
