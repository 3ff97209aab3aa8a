export type { PluginDiscovery } from './discovery/discover-plugins.ts';
export { discoverPlugins } from './discovery/discover-plugins.ts';
export type { DiscoveredPlugin, PluginFactory } from './discovery/discovered-plugin.ts';
export type { SkippedPackage, SkipReason } from './discovery/skipped-package.ts';
