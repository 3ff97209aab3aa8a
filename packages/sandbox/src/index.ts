export type { GithubLimit } from './github/github-limits.ts';
export type { FineGrainedToken } from './github/github-tokens.ts';
export type { Fault } from './http/fault.ts';
export type { Faults } from './http/faults.ts';
export type { RecordedExchange } from './http/recorder.ts';
export type { Capability } from './notion/notion-call.ts';
export type { ConsentOptions } from './oauth/consent.ts';
export type { TokenRequest } from './oauth/token-log.ts';
export { type Person, people } from './people.ts';
export type {
  GithubApp,
  GithubService,
  NotionService,
  Sandbox,
  SandboxOptions,
  SandboxService,
  SlackService,
  XService,
} from './sandbox.ts';
export { type ServiceId, serviceIds } from './service-ids.ts';
export type { Installation } from './slack/installations.ts';
export { startSandbox } from './start-sandbox.ts';
export type { RateLimit } from './x/rate-limits.ts';
