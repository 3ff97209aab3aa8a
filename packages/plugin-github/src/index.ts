export type { GithubOptions } from './github-plugin.ts';
export { github } from './github-plugin.ts';
export type { GithubEndpoints } from './github-site.ts';
