export type { FakeClock } from './fake-clock.ts';
export { fakeClock } from './fake-clock.ts';
export type {
  StoreOpener,
  StoreSuiteOptions,
  StoreUnderTest,
  TestOptions,
} from './store-suite/store-suite-options.ts';
export type { StoreRuleName } from './store-suite/store-suites.ts';
export { testStore } from './test-store.ts';
