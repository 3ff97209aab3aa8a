import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileFailure, systemCode } from './file-failure.ts';
import { LeaseBeat } from './lease-beat.ts';
import { ProcessLock } from './process-lock.ts';
import { removeQuietly } from './temporary-file.ts';

/**
 * Where one lease lives: a lock file and a beat for each generation. The highest lock file that exists is the present
 * one, so whoever makes the next one has ended all before it, whatever their holders do, and numbers only grow.
 */
export class LeaseFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The generations that have a lock file, the present one last; before the first lease there is none. */
  generations(): readonly number[] {
    return this.#names()
      .flatMap((name) => /^(\d+)\.lock$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((one, other) => one - other);
  }

  presentGeneration(): number {
    return this.generations().at(-1) ?? 0;
  }

  lock(generation: number): ProcessLock {
    return new ProcessLock(join(this.#path, `${generation}.lock`));
  }

  beat(generation: number): LeaseBeat {
    return new LeaseBeat(join(this.#path, `${generation}.beat`));
  }

  /** Removes a generation: one that is over, which nobody can own any more, or one whose lock the caller holds. */
  remove(generation: number): void {
    removeQuietly(join(this.#path, `${generation}.lock`));
    removeQuietly(join(this.#path, `${generation}.beat`));
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#path);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw fileFailure(this.#path, error);
    }
  }
}
