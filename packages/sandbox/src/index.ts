export type { Fault } from './http/fault.ts';
export type { Faults } from './http/faults.ts';
export type { RecordedExchange } from './http/recorder.ts';
export type { ConsentOptions } from './oauth/consent.ts';
export type { TokenRequest } from './oauth/token-log.ts';
export { type Person, people } from './people.ts';
export type { Sandbox, SandboxOptions, SandboxService, ServiceId, XService } from './sandbox.ts';
export { startSandbox } from './start-sandbox.ts';
export type { RateLimit } from './x/rate-limits.ts';
