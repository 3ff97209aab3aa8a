/** A value and the version under which the store holds it. */
export interface StoredValue {
  readonly value: string;
  /** Opaque, made by the store, never used again for that key, also not after a delete. */
  readonly version: string;
}

/** A store's own locks, where it has better ones than the general lease over `get` and `set`. */
export interface Leases {
  /** Tries once to become the owner of `name`; undefined when another owner lives. Who does not renew for `ttlMs` may lose it. */
  acquire(name: string, ttlMs: number): Promise<Lease | undefined>;
}

/** Ownership of a name for a while. */
export interface Lease {
  /** Proves that we still own it and that the store can be written; false when another owner took it. */
  renew(): Promise<boolean>;
  /** Gives it up; does nothing when it was lost. */
  release(): Promise<void>;
}

/**
 * The one persistence port: tokens, configuration, pending authorizations, leases and holds live in it.
 * Keys are percent-encoded paths (`tokens/ada/gmail/default`), exact in case and Unicode; values are opaque strings.
 */
export interface Store {
  get(key: string): Promise<StoredValue | undefined>;
  /** Writes only if the key still has the version `replaces` (undefined: does not exist); answers the new version, or undefined when it does not. */
  set(key: string, value: string, replaces: string | undefined): Promise<string | undefined>;
  /** Deletes only that version; answers whether it did. */
  delete(key: string, version: string): Promise<boolean>;
  /** Keys that start with `prefix` in ascending order, those after `after`: one page; empty at the end. */
  list(prefix: string, after?: string): Promise<readonly string[]>;
  readonly leases?: Leases;
  /** Frees handles and connections. */
  close?(): Promise<void>;
}

/** A Store that is used for tokens. */
export type TokenStore = Store;
