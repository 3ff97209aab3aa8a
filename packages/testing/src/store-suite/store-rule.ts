import type { Store } from '@sidecar/core';
import type { StoreProcess } from './store-process-handle.ts';

/** One thing that every store keeps to. */
export interface StoreRule {
  /** What a store does that keeps the rule, as a sentence. */
  readonly sentence: string;
  /** 20 seconds unless given. */
  readonly timeoutMs?: number;
  /** Rejects when the store breaks the rule. */
  readonly check: (trial: StoreTrial) => Promise<void>;
}

/** Rules by the name under which a suite shows and skips them. */
export type StoreRules = Readonly<Record<string, StoreRule>>;

/** What a rule tries: a store that nothing is in yet, and processes that open the same one. */
export interface StoreTrial {
  readonly store: Store;
  /** How many keys the rule about long lists writes. */
  readonly manyKeys: number;
  /** How many characters the largest value has. */
  readonly largestValue: number;
  /** Starts a process whose wall clock is `clockOffsetMs` ahead of this one's. It ends with the trial. */
  startProcess(options?: { readonly clockOffsetMs?: number }): Promise<StoreProcess>;
}
