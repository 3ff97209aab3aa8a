import { innermostStore } from '../storage/inner-store.ts';
import type { Store } from '../storage/store.ts';
import { TokenCell } from './token-cell.ts';

/** Cells by key; held weakly, so that a host with many connections keeps only those in use. */
class CellTable {
  readonly #cells = new Map<string, WeakRef<TokenCell>>();
  readonly #sweep = new FinalizationRegistry<string>((name) => {
    if (!this.#cells.get(name)?.deref()) this.#cells.delete(name);
  });

  get(name: string): TokenCell {
    const known = this.#cells.get(name)?.deref();
    if (known) return known;
    const cell = new TokenCell();
    this.#cells.set(name, new WeakRef(cell));
    this.#sweep.register(cell, name);
    return cell;
  }
}

const tables = new WeakMap<Store, CellTable>();

/**
 * The one cell of a credential in this process. It hangs on the innermost store and not on a per-user or per-call object:
 * two views of one store must find the same flight, or both would present the same refresh token.
 */
export function tokenCell(store: Store, name: string): TokenCell {
  const innermost = innermostStore(store);
  const table = tables.get(innermost) ?? new CellTable();
  tables.set(innermost, table);
  return table.get(name);
}
