import type { Store } from '@sidecar/core';

/** A store under measurement, and what it costs its server. */
export interface ScaleStore {
  /** A store object of its own, as a new process would have it, over the same data. */
  open(): Store;
  /** Statements or commands that were sent since the start. */
  statements(): number;
  /** The most connections that were in use at once. */
  connections(): number;
  /** Removes everything and ends the connections. */
  remove(): Promise<void>;
}
