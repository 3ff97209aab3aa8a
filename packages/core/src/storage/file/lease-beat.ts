import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fileFailure, systemCode } from './file-failure.ts';

/** Coarse file systems keep times to two seconds. */
const stepSeconds = 2;

/**
 * A holder's sign of life: a file whose modification time is a counter that each beat moves on. No clock has a part in
 * it, and it needs no room on a full disk. The file's text says how long the holder may be silent.
 */
export class LeaseBeat {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The first beat of a holder that may be silent for `ttlMs`. */
  start(ttlMs: number): void {
    if (this.readTtlMs() !== ttlMs) this.#write(String(ttlMs));
    this.next();
  }

  /** One more beat; false when the file is gone. */
  next(): boolean {
    const stats = statSync(this.#path, { throwIfNoEntry: false });
    if (!stats) return false;
    const seconds = Math.floor(stats.mtimeMs / 1000) + stepSeconds;
    try {
      utimesSync(this.#path, seconds, seconds);
      return true;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return false;
      throw fileFailure(this.#path, error);
    }
  }

  /** What every beat changes; undefined before the first. */
  readSign(): string | undefined {
    return statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.mtimeNs.toString();
  }

  /** How long the holder may be silent; undefined when it did not come to say so. */
  readTtlMs(): number | undefined {
    try {
      const ttlMs = Number(readFileSync(this.#path, 'utf8'));
      return ttlMs > 0 ? ttlMs : undefined;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw fileFailure(this.#path, error);
    }
  }

  #write(text: string): void {
    try {
      writeFileSync(this.#path, text, { mode: 0o600 });
    } catch (error) {
      throw fileFailure(this.#path, error);
    }
  }
}
