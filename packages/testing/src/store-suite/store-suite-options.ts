import type { Store } from '@sidecar/core';
import type { StoreRuleName } from './store-suites.ts';

/** How a store is tried. */
export interface StoreSuiteOptions {
  /** Stands before the titles; "The store" unless given. */
  readonly name?: string;
  /** Your test runner's `describe`: vitest's, or that of node:test. */
  readonly describe: (title: string, body: () => void) => unknown;
  /** Your test runner's `it`. */
  readonly it: (title: string, options: TestOptions, body: () => Promise<void>) => unknown;
  /** Makes a store that nothing is in yet, for one test. */
  readonly create: () => Store | StoreUnderTest | Promise<Store | StoreUnderTest>;
  /** How other processes open the same store, or why none can. */
  readonly processes: StoreOpener | { readonly none: string };
  /** Whether the store has to bring `leases` of its own: then a store without them fails. Otherwise core's leases over its `get` and `set` are tried. */
  readonly ownLeases?: boolean;
  /** Rules that are left out, each with the reason that is shown in its place. */
  readonly skip?: Readonly<Partial<Record<StoreRuleName, string>>>;
  /** How many keys the rule `long-lists` writes: 2,500 unless the store is slow. */
  readonly manyKeys?: number;
  /** How many characters the largest value has: a million unless the store has less room. */
  readonly largestValue?: number;
  /** Multiplies the time limits, for stores behind a slow service: 1 unless given. */
  readonly timeoutFactor?: number;
}

/** What the suite asks of your runner: a time limit in milliseconds, and that the test is only shown. */
export interface TestOptions {
  readonly timeout: number;
  readonly skip?: true;
}

/** A store with nothing in it, and what belongs to it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** What the opener's function gets in another process to open the same store: anything that JSON can say. */
  readonly openArguments?: readonly unknown[];
  /** Called at the end of the test, after the store was closed. */
  readonly cleanup?: () => unknown;
}

/** A module that plain Node can import, and the name of its function that opens a store; it gets `openArguments`. */
export interface StoreOpener {
  readonly module: URL;
  readonly exportName: string;
  /** Node's own options for these processes. */
  readonly execArgv?: readonly string[];
}
