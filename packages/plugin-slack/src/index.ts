export type { SlackEndpoints } from './slack-auth.ts';
export type { SlackOptions } from './slack-plugin.ts';
export { slack } from './slack-plugin.ts';
