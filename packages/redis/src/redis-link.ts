import { SidecarError } from '@sidecar/core';
import type { LuaScript } from './lua-script.ts';
import type { RedisClient } from './redis-client.ts';
import { redisFailure } from './redis-failure.ts';
import { redisProblem } from './redis-problem.ts';
import { replyCode } from './reply-code.ts';
import { isWrongDatabase, wrongDatabase } from './wrong-database.ts';

const pauseMs = 50;
/** What the server answers instead of running anything, and may not answer soon after. */
const passing: ReadonlySet<string> = new Set(['LOADING', 'CLUSTERDOWN', 'TRYAGAIN', 'MASTERDOWN', 'BUSY']);
const refusals: ReadonlySet<string> = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM']);

/**
 * Runs scripts through a client, each within a limit: ioredis itself tries to connect for ever and keeps commands waiting
 * meanwhile. Nothing is sent before the client is ready, so that little is left behind that it would send much later.
 */
export class RedisLink {
  readonly #client: RedisClient;
  readonly #timeoutMs: number;
  readonly #waiting = new Set<() => void>();
  #failure: unknown;
  /** Why this connection is in another database than it should be. */
  #misplacement: unknown;
  #timesReady = 0;

  constructor(client: RedisClient, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
    this.#expectListeners(1);
    client.on('connect', this.#onConnect);
    client.on('ready', this.#onReady);
    client.on('error', this.#onError);
    client.on('end', this.#wake);
  }

  /** How often the client has connected: behind another connection there may be another server. */
  get timesReady(): number {
    return this.#timesReady;
  }

  /** Stops listening to the client. */
  leave(): void {
    this.#client.off('connect', this.#onConnect);
    this.#client.off('ready', this.#onReady);
    this.#client.off('error', this.#onError);
    this.#client.off('end', this.#wake);
    this.#expectListeners(-1);
  }

  /** A host may keep many stores, each with its prefix, behind one client, without a warning of a leak. */
  #expectListeners(change: number): void {
    const expected = this.#client.getMaxListeners();
    if (expected > 0) this.#client.setMaxListeners(expected + change);
  }

  /**
   * Runs a script, again and again while the connection breaks: one that was cut may have run or not, and running each of
   * ours twice is as good as once.
   */
  async run(script: LuaScript, keys: readonly string[], values: readonly string[]): Promise<unknown> {
    const deadline = performance.now() + this.#timeoutMs;
    let last: unknown;
    for (;;) {
      try {
        await this.#connected(deadline);
        return await this.#before(deadline, this.#send(script, keys, values));
      } catch (error) {
        if (SidecarError.isInstance(error)) throw replyCode(last) === undefined ? error : redisFailure(last);
        const code = replyCode(error);
        if (code !== undefined && !passing.has(code)) throw redisFailure(error);
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async #send(script: LuaScript, keys: readonly string[], values: readonly string[]): Promise<unknown> {
    try {
      return await this.#client.evalsha(script.sha1, keys.length, ...keys, ...values);
    } catch (error) {
      if (replyCode(error) !== 'NOSCRIPT') throw error;
      return this.#client.eval(script.text, keys.length, ...keys, ...values);
    }
  }

  async #connected(deadline: number): Promise<void> {
    while (this.#client.status !== 'ready') {
      if (refusals.has(replyCode(this.#failure) ?? '')) throw redisFailure(this.#failure);
      if (this.#client.status === 'end') throw closed();
      if (this.#client.status === 'wait') this.#client.connect().catch(() => undefined);
      await this.#before(deadline, this.#change());
    }
    if (this.#misplacement !== undefined) throw wrongDatabase(this.#misplacement);
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  async #before<Result>(deadline: number, work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      const restMs = Math.max(0, deadline - performance.now());
      timer = setTimeout(() => reject(this.#silence()), restMs);
    });
    try {
      return await Promise.race([work, limit]);
    } finally {
      clearTimeout(timer);
    }
  }

  #silence(): SidecarError {
    if (this.#client.status !== 'ready' && this.#failure !== undefined) return redisFailure(this.#failure);
    return redisProblem({
      problem: `Redis did not answer within ${this.#timeoutMs / 1000} s.`,
      remedy: 'Check that it runs and is not too busy, then try again.',
      retryable: true,
    });
  }

  readonly #onConnect = () => {
    this.#misplacement = undefined;
  };

  readonly #onReady = () => {
    this.#failure = undefined;
    this.#timesReady += 1;
    this.#wake();
  };

  readonly #onError = (error?: unknown) => {
    this.#failure = error;
    if (isWrongDatabase(error)) this.#misplacement = error;
    this.#wake();
  };

  readonly #wake = () => {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  };
}

function closed(): SidecarError {
  return redisProblem({
    problem: 'The Redis client has been closed, or has given up connecting.',
    remedy: 'Give redisStore a client that stays open, or connect this one again.',
    retryable: true,
  });
}
