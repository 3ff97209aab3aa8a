export type {
  AuthorizationDialect,
  DialectAnswer,
  GrantedTokens,
  IssuedTokens,
  Refusal,
} from './authorization-server/authorization-dialect.ts';
export { authorizationDialects } from './authorization-server/authorization-dialects.ts';
export type { Decision } from './authorization-server/authorization-endpoint.ts';
export type {
  FakeAuthorizationServer,
  FakeAuthorizationServerOptions,
  IssuedGrant,
} from './authorization-server/authorization-server.ts';
export type { DeviceState } from './authorization-server/device-desk.ts';
export { fakeAuthorizationServer } from './authorization-server/fake-authorization-server.ts';
export type { TokenFault } from './authorization-server/token-fault.ts';
export type { TokenRequest } from './authorization-server/token-log.ts';
export type { FakeClock } from './fake-clock.ts';
export { fakeClock } from './fake-clock.ts';
export type {
  ConnectionExample,
  PluginSuiteOptions,
  ToolExample,
} from './plugin-suite/plugin-suite-options.ts';
export type { MintExample } from './plugin-suite/provider/mint-endpoint.ts';
export type { ScriptedAnswer } from './plugin-suite/provider/scripted-answer.ts';
export type { QualityLevel } from './plugin-suite/quality-level.ts';
export type { RecordTrafficOptions, TrafficRecorder } from './plugin-suite/recorder/record-traffic.ts';
export { recordTraffic } from './plugin-suite/recorder/record-traffic.ts';
export type { RecordedExchange } from './plugin-suite/recorder/recorded-exchange.ts';
export { replayTraffic } from './plugin-suite/recorder/replay-traffic.ts';
export type {
  StoreOpener,
  StoreSuiteOptions,
  StoreUnderTest,
  TestOptions,
} from './store-suite/store-suite-options.ts';
export type { StoreRuleName } from './store-suite/store-suites.ts';
export { testPlugin } from './test-plugin.ts';
export { testStore } from './test-store.ts';
