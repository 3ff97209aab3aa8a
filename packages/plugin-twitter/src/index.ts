export type { TwitterEndpoints } from './twitter-auth.ts';
export type { TwitterOptions } from './twitter-plugin.ts';
export { twitter } from './twitter-plugin.ts';
