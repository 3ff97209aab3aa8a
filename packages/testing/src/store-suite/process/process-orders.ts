import type { Store } from '@sidecar/core';
import type { RefreshEndpoints } from '../refresh-plugin.ts';

/** What a process is told first: a module whose export opens the store, and what that gets. */
export interface OpenOrder {
  readonly module: string;
  readonly exportName: string;
  readonly openArguments: readonly unknown[];
  /** How far this process's wall clock is ahead, in milliseconds. */
  readonly clockOffsetMs: number;
}

/** What one caller got who asked for an access token. */
export type TokenOutcome = { readonly token: string } | { readonly error: string };

/** What a process can be told to do, and what it answers. */
export interface ProcessOrders extends Pick<Store, 'get' | 'set' | 'delete' | 'list'> {
  open(order: OpenOrder): Promise<void>;
  /** Adds one to the number under a key so many times, by compare-and-set, through two store objects in turn. */
  increment(key: string, times: number): Promise<void>;
  /** Writes 1, 2, 3 … under a key until the process is killed, and reports each number that the store has taken. */
  count(key: string): Promise<void>;
  /** Tries once to get a lease, which the next three orders are about. */
  acquire(name: string, ttlMs: number): Promise<boolean>;
  renew(): Promise<boolean>;
  release(): Promise<void>;
  /** Renews the lease again and again in the background. */
  beat(everyMs: number): Promise<void>;
  /** So many callers ask for an access token at once. */
  tokens(endpoints: RefreshEndpoints, callers: number): Promise<readonly TokenOutcome[]>;
}

/** A message to a process. */
export interface OrderMessage {
  readonly id: number;
  readonly order: keyof ProcessOrders;
  readonly parameters: readonly unknown[];
}

/** A message from a process: an answer, or a number that `count` has written. */
export type ProcessMessage =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string }
  | { readonly counted: number };
