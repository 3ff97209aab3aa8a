import type { Clock } from '../clock.ts';
import { orAborted } from './or-aborted.ts';
import type { SharedLimit } from './shared-limit.ts';

/** A call's leave to send; `leave` tells that its answer was judged. */
export interface Turn {
  leave(): void;
}

/** Why a call may not even wait: the limit ends later than it can wait for, or too many wait already. */
export interface TurnRefused {
  readonly retryAfterMs: number;
}

/** Holds back a connection's calls while its provider limits the rate; one per connection and process, shared by all of its fetches. */
export interface RequestHold {
  /** Resolves when the call may send; rejects with the signal's reason when that aborts first. */
  enter(request: {
    readonly maximumWaitMs: number;
    readonly signal: AbortSignal;
  }): Promise<Turn | TurnRefused>;
  /** Lets nobody send for so long; resolves when other processes can know. Never rejects. */
  hold(durationMs: number): Promise<void>;
}

/** How a hold is set up. */
export interface RequestHoldOptions {
  readonly clock: Clock;
  /** How many calls may wait. */
  readonly queueLimit?: number;
  /** After so long the provider is asked again, however long it told to wait: a limit of a day may concern one endpoint only. */
  readonly longestHoldMs?: number;
  readonly random?: () => number;
  /** What other processes know of the limit; nothing unless given. */
  readonly shared?: SharedLimit;
}

/** Makes a connection's hold. */
export function createRequestHold(options: RequestHoldOptions): RequestHold {
  return new QueueingHold(options);
}

interface Waiter {
  readonly latestStart: number;
  readonly admit: (turn: Turn | TurnRefused) => void;
}

const freeTurn: Turn = { leave() {} };

/** How long those who were let out first may keep the others waiting for their answer. */
const probeMs = 1_000;

/** How long what other processes know is taken to be unchanged. */
const lookEveryMs = 1_000;

/** Answers that come together tell the same limit; it is passed on once. */
const sameLimitMs = 250;

class QueueingHold implements RequestHold {
  readonly #clock: Clock;
  readonly #queueLimit: number;
  readonly #longestHoldMs: number;
  readonly #random: () => number;
  readonly #shared: SharedLimit | undefined;
  readonly #waiting = new Set<Waiter>();
  /** Times of the monotonic clock: until when nobody sends, and until when the provider told to wait. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  #limitedUntil = Number.NEGATIVE_INFINITY;
  /** Present while waiting calls are being let out; ends it when the last of them gives up. */
  #lettingOut: AbortController | undefined;
  /** Until when other processes hold back because of what they were told here. */
  #toldUntil = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(options: RequestHoldOptions) {
    const { clock, queueLimit = 100, longestHoldMs = 60_000, random = Math.random, shared } = options;
    this.#clock = clock;
    this.#shared = shared;
    this.#queueLimit = queueLimit;
    this.#longestHoldMs = longestHoldMs;
    this.#random = random;
  }

  async hold(durationMs: number): Promise<void> {
    this.#holdSince(durationMs, 0);
    const holdEnds = this.#clock.monotonic() + Math.min(durationMs, this.#longestHoldMs);
    if (!this.#shared || holdEnds <= this.#toldUntil + sameLimitMs) return;
    this.#toldUntil = holdEnds;
    // A limit that could not be told costs the other processes a request.
    await this.#shared.tell(durationMs).catch(() => undefined);
  }

  /** A limit that was met so long ago. */
  #holdSince(durationMs: number, elapsedMs: number): void {
    const now = this.#clock.monotonic();
    const limitEnds = now - elapsedMs + durationMs;
    this.#limitedUntil = this.#heldUntil > now ? Math.max(this.#limitedUntil, limitEnds) : limitEnds;
    this.#heldUntil = Math.max(this.#heldUntil, now - elapsedMs + Math.min(durationMs, this.#longestHoldMs));
    for (const waiter of this.#waiting) {
      if (waiter.latestStart < this.#heldUntil) this.#admit(waiter, this.#refusal());
    }
    this.#stopWhenEmpty();
  }

  /** Takes over the limit that another process met. */
  async #look(): Promise<void> {
    if (!this.#shared || this.#clock.monotonic() - this.#lookedAt < lookEveryMs) return;
    this.#looking ??= this.#shared
      .read()
      .then((limit) => limit && this.#holdSince(limit.durationMs, limit.elapsedMs))
      .catch(() => undefined)
      .finally(() => {
        this.#lookedAt = this.#clock.monotonic();
        this.#looking = undefined;
      });
    await this.#looking;
  }

  async enter({ maximumWaitMs, signal }: Parameters<RequestHold['enter']>[0]): Promise<Turn | TurnRefused> {
    if (this.#shared) await orAborted(this.#look(), signal);
    const now = this.#clock.monotonic();
    if (this.#heldUntil <= now && !this.#lettingOut) return freeTurn;
    signal.throwIfAborted();
    if (this.#waiting.size >= this.#queueLimit || this.#heldUntil - now > maximumWaitMs)
      return this.#refusal();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        latestStart: now + maximumWaitMs,
        admit: (turn) => {
          signal.removeEventListener('abort', onAbort);
          resolve(turn);
        },
      };
      const onAbort = () => {
        this.#waiting.delete(waiter);
        this.#stopWhenEmpty();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
      if (!this.#lettingOut) void this.#letOut();
    });
  }

  /** Lets one call out first, then two, then four, each after the answer to those before, so that they do not arrive as a herd. */
  async #letOut(): Promise<void> {
    const lettingOut = new AbortController();
    this.#lettingOut = lettingOut;
    const { signal } = lettingOut;
    for (let width = 1; this.#waiting.size > 0; width *= 2) {
      while (await this.#sleepUntilFree(signal)) width = 1;
      if (signal.aborted) return;
      const probe = new AbortController();
      const patience = this.#clock.sleep(probeMs, { signal: probe.signal, background: true });
      await Promise.race([this.#admitNext(width), patience.catch(() => undefined)]);
      probe.abort();
      if (signal.aborted) return;
    }
    this.#lettingOut = undefined;
  }

  /** Sleeps a little longer than is left, so that several processes do not come back at the same moment. */
  async #sleepUntilFree(signal: AbortSignal): Promise<boolean> {
    const heldMs = this.#heldUntil - this.#clock.monotonic();
    if (heldMs <= 0 || signal.aborted) return false;
    const jitterMs = this.#random() * Math.min(1_000, heldMs / 10);
    await this.#clock.sleep(heldMs + jitterMs, { signal }).catch(() => undefined);
    await this.#look();
    return true;
  }

  /** Resolves when all of them have their answer. */
  async #admitNext(count: number): Promise<void> {
    const next = [...this.#waiting].slice(0, count);
    await Promise.all(next.map((waiter) => new Promise<void>((leave) => this.#admit(waiter, { leave }))));
  }

  #admit(waiter: Waiter, turn: Turn | TurnRefused): void {
    this.#waiting.delete(waiter);
    waiter.admit(turn);
  }

  /** Without it a sleep for nobody would keep the process alive. */
  #stopWhenEmpty(): void {
    if (this.#waiting.size > 0) return;
    this.#lettingOut?.abort();
    this.#lettingOut = undefined;
  }

  #refusal(): TurnRefused {
    return { retryAfterMs: Math.max(0, Math.ceil(this.#limitedUntil - this.#clock.monotonic())) };
  }
}
