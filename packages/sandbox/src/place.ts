import type { KeyObject } from 'node:crypto';

/** Where a service is, what it signs with, and the clock that its API goes by. */
export interface Place {
  readonly origin: string;
  readonly signingKey: KeyObject;
  readonly now: () => number;
}
