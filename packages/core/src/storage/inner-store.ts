import type { Store } from './store.ts';

/** Under this symbol a store that wraps another (sealing, caching) names the one that it wraps. */
export const innerStore: unique symbol = Symbol.for('sidecar.innerStore') as never;

/** A store that says what it wraps, so that two wrappers of one store share their locks. */
export interface WrappingStore extends Store {
  readonly [innerStore]: Store;
}

/** The store at the bottom of all wrappers. */
export function innermostStore(store: Store): Store {
  let current = store;
  while (innerStore in current) current = (current as WrappingStore)[innerStore];
  return current;
}
