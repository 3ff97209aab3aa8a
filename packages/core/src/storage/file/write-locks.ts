import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { storeProblem } from '../store-problem.ts';
import { ProcessLock } from './process-lock.ts';

const longestWaitMs = 10_000;
const eagerTries = 3;
const longestPauseMs = 4;

/** Short locks for writing, by name: first come, first served inside a process, one process at a time among several. */
export class WriteLocks {
  readonly #folder: string;
  readonly #locks = new Map<string, ProcessLock>();
  readonly #lastInLine = new Map<string, Promise<void>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs `action` while no one else holds `name`. */
  hold<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
    const inFront = this.#lastInLine.get(name) ?? Promise.resolve();
    const turn = inFront.then(() => this.#holdAmongProcesses(name, action));
    const done = turn.then(ignore, ignore).then(() => {
      if (this.#lastInLine.get(name) === done) this.#lastInLine.delete(name);
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
    const start = performance.now();
    for (let tries = 0; !lock.tryAcquire(); tries += 1) {
      if (performance.now() - start > longestWaitMs) throw stuck(join(this.#folder, `${name}.lock`));
      await (tries < eagerTries ? setImmediate() : setTimeout(1 + Math.random() * longestPauseMs));
    }
  }
}

function ignore(): void {}

function stuck(path: string) {
  return storeProblem('store_failed', {
    problem: `Another process has held ${path} for more than ten seconds.`,
    remedy: 'Look for a stopped process that uses the same data folder, and let it go on or end it.',
  });
}
