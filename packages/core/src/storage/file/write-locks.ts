import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { storeProblem } from '../store-problem.ts';
import { ProcessLock } from './process-lock.ts';

const eagerTries = 3;
const longestPauseMs = 4;

/** Short locks for writing, by name: first come, first served inside a process, one process at a time among several. */
export class WriteLocks {
  readonly #folder: string;
  readonly #locks = new Map<string, ProcessLock>();
  readonly #lastInLine = new Map<string, Promise<void>>();
  readonly #longestWaitMs: number;
  /** Since when another process has been seen to hold a lock that callers here are in line for. */
  readonly #busySince = new Map<string, number>();

  constructor(folder: string, { longestWaitMs = 10_000 }: { readonly longestWaitMs?: number } = {}) {
    this.#folder = folder;
    this.#longestWaitMs = longestWaitMs;
  }

  /** Runs `action` while no one else holds `name`. */
  hold<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    const inFront = this.#lastInLine.get(name) ?? Promise.resolve();
    const turn = inFront.then(() => this.#holdAmongProcesses(name, action));
    const done = turn.then(ignore, ignore).then(() => {
      if (this.#lastInLine.get(name) !== done) return;
      this.#lastInLine.delete(name);
      this.#busySince.delete(name);
    });
    this.#lastInLine.set(name, done);
    return turn;
  }

  /** Closes the lock files that are not in use. */
  async close(): Promise<void> {
    await Promise.all(this.#lastInLine.values());
    for (const lock of this.#locks.values()) lock.close();
    this.#locks.clear();
  }

  async #holdAmongProcesses<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    const lock = this.#lockNamed(name);
    await this.#wait(lock, name);
    try {
      return await action();
    } finally {
      lock.release();
    }
  }

  #lockNamed(name: string): ProcessLock {
    const lock = this.#locks.get(name) ?? new ProcessLock(join(this.#folder, `${name}.lock`));
    this.#locks.set(name, lock);
    return lock;
  }

  async #wait(lock: ProcessLock, name: string): Promise<void> {
    // Who is behind someone that has waited in vain does not wait as long again.
    const start = this.#busySince.get(name) ?? performance.now();
    for (let tries = 0; !lock.tryAcquire(); tries += 1) {
      this.#busySince.set(name, start);
      if (performance.now() - start > this.#longestWaitMs) throw stuck(join(this.#folder, `${name}.lock`));
      await (tries < eagerTries ? setImmediate() : setTimeout(1 + Math.random() * longestPauseMs));
    }
    this.#busySince.delete(name);
  }
}

function ignore(): void {}

function stuck(path: string) {
  return storeProblem('store_failed', {
    problem: `Another process keeps ${path} and does not go on.`,
    remedy: 'Look for a stopped process that uses the same data folder, and let it go on or end it.',
  });
}
