import type { Store } from '@sidecar/core';
import type { StoreRuleName } from '@sidecar/testing';

/** A store that a person would plausibly write, and the rules that must find its fault. */
export interface BrokenStore {
  readonly fault: string;
  readonly breaks: readonly [StoreRuleName, ...StoreRuleName[]];
  readonly create: () => Store;
}
