import { SidecarError } from '@sidecar/core';
import type { Database } from './database.ts';
import { insist } from './insist.ts';
import { isRepeatable } from './is-repeatable.ts';
import type { StoreStatements, Write } from './store-statements.ts';
import { LimitExceeded } from './within-limit.ts';

/** Reads and writes entries, and finds out what became of a write whose answer was lost. */
export class StoredEntries {
  readonly #database: Database;
  readonly #statements: StoreStatements;

  constructor(database: Database, statements: StoreStatements) {
    this.#database = database;
    this.#statements = statements;
  }

  async read(key: string): Promise<{ readonly value: string; readonly version: string } | undefined> {
    const { rows } = await insist(this.#database, this.#statements.get(key));
    const [row] = rows;
    return row && { value: String(row.value), version: String(row.version) };
  }

  /** Whether the entry has the version of this write now. A repeated write cannot happen twice: what it replaces is gone. */
  async write(write: Write): Promise<boolean> {
    try {
      const { rows, isRepeated } = await insist(this.#database, this.#statements.set(write));
      return rows.length === 1 || (isRepeated && (await this.#isThere(write)));
    } catch (error) {
      if (mayHaveHappened(error) && (await this.#isThere(write).catch(() => false))) return true;
      throw error;
    }
  }

  async #isThere({ key, version }: Write): Promise<boolean> {
    const [row] = await this.#database.run(this.#statements.get(key));
    return row?.version === version;
  }

  /** Whether this call deleted that version; rejects where that cannot be known. */
  async remove(key: string, version: string): Promise<boolean> {
    const { rows, isRepeated } = await insist(this.#database, this.#statements.remove(key, version));
    if (rows.length === 0 && isRepeated) throw unknownRemoval();
    return rows.length === 1;
  }

  async list(prefix: string, after: string): Promise<readonly string[]> {
    const { rows } = await insist(this.#database, this.#statements.list(prefix, after));
    return rows.map((row) => String(row.key));
  }
}

function mayHaveHappened(error: unknown): boolean {
  return error instanceof LimitExceeded ? error.waitedFor === 'statement' : isRepeatable(error);
}

/** To say that we deleted it could let two callers believe that it was theirs. */
function unknownRemoval(): SidecarError {
  const remedy = 'Look whether it is still there, then try again.';
  return new SidecarError(
    'store_failed',
    `The connection to PostgreSQL was cut while something was deleted, so that nobody knows by whom. ${remedy}`,
    { nextAction: remedy },
  );
}
