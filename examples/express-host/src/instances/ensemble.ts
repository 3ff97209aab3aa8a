import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Logger } from '@sidecar/core';

/** Processes that are replaced when they end, until all of them are to end. */
export class Ensemble {
  readonly #fork: (instance: string) => Worker;
  readonly #logger: Logger;
  readonly #workers = new Set<Worker>();
  #ending = false;

  constructor(fork: (instance: string) => Worker, logger: Logger) {
    this.#fork = fork;
    this.#logger = logger;
  }

  /** Resolves when all take requests; rejects when one of them cannot. */
  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, index) => this.#begin(String(index + 1))));
  }

  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#workers].map(endWorker));
  }

  async #begin(instance: string): Promise<void> {
    const worker = this.#fork(instance);
    this.#workers.add(worker);
    const ended = once(worker, 'exit').then(() => this.#workers.delete(worker));
    const failed = ended.then(() => {
      throw new Error(`Instance ${instance} could not start; what it said stands above.`);
    });
    await Promise.race([once(worker, 'listening'), failed]);
    failed.catch(() => this.#replace(instance));
  }

  #replace(instance: string): void {
    if (this.#ending) return;
    this.#logger.warn(`Instance ${instance} has ended and is started again.`);
    this.#begin(instance).catch((error: Error) => this.#logger.error(error.message));
  }
}

async function endWorker(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const ended = once(worker, 'exit');
  worker.process.kill('SIGTERM');
  await ended;
}
