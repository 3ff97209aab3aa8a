export type { NotionEndpoints, NotionOptions } from './notion-auth.ts';
export { notion } from './notion-plugin.ts';
