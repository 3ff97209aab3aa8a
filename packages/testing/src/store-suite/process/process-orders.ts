import type { Store } from '@sidecar/core';
import type { RefreshEndpoints } from '../refresh-plugin.ts';

/** A module whose export opens the store under test, so that any process can. */
export interface StoreModule {
  readonly module: string;
  readonly exportName: string;
}

/** What a process is told first. */
export interface OpenOrder extends StoreModule {
  readonly openArguments: readonly unknown[];
  /** How far this process's wall clock is ahead, in milliseconds. */
  readonly clockOffsetMs: number;
}

type Call<Method extends 'get' | 'set' | 'delete' | 'list'> = {
  readonly parameters: Parameters<Store[Method]>;
  readonly result: Awaited<ReturnType<Store[Method]>>;
};

/** What one caller got who asked for an access token. */
export type TokenOutcome = { readonly token: string } | { readonly error: string };

/** What a process can be told to do, and what it answers. */
export interface ProcessOrders {
  open: { readonly parameters: readonly [OpenOrder]; readonly result: void };
  get: Call<'get'>;
  set: Call<'set'>;
  delete: Call<'delete'>;
  list: Call<'list'>;
  /** Adds one to the number under a key so many times, by compare-and-set, through two store objects in turn. */
  increment: { readonly parameters: readonly [key: string, times: number]; readonly result: void };
  /** Writes 1, 2, 3 … under a key until the process is killed, and reports each number that the store has taken. */
  count: { readonly parameters: readonly [key: string]; readonly result: void };
  acquire: { readonly parameters: readonly [name: string, ttlMs: number]; readonly result: boolean };
  renew: { readonly parameters: readonly []; readonly result: boolean };
  release: { readonly parameters: readonly []; readonly result: void };
  /** Renews the lease again and again in the background. */
  beat: { readonly parameters: readonly [everyMs: number]; readonly result: void };
  /** So many callers ask for an access token at once. */
  tokens: {
    readonly parameters: readonly [endpoints: RefreshEndpoints, callers: number];
    readonly result: readonly TokenOutcome[];
  };
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
