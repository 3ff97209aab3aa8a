export type { LoopbackOptions } from './oauth/loopback/loopback-authorizer.ts';
export { loopback } from './oauth/loopback/loopback-authorizer.ts';
