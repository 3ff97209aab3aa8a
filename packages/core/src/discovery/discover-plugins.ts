import type { DiscoveredPlugin } from './discovered-plugin.ts';
import { readHostPackage } from './host-package.ts';
import { inspectPackage } from './inspect-package.ts';
import type { SkippedPackage } from './skipped-package.ts';

/** What `discoverPlugins` found, in the order of the host's package.json. */
export interface PluginDiscovery {
  readonly plugins: readonly DiscoveredPlugin[];
  readonly skipped: readonly SkippedPackage[];
}

/**
 * Finds the installed plugins among the dependencies of a package, those for development included. It reads
 * package.json files and nothing else: a plugin runs when its `load()` is called, and not before.
 */
export async function discoverPlugins(
  options: {
    /** A package.json, or a folder in or above which there is one; the working directory unless given. */
    readonly from?: string | URL;
  } = {},
): Promise<PluginDiscovery> {
  const host = await readHostPackage(options.from ?? process.cwd());
  const plugins: DiscoveredPlugin[] = [];
  const skipped: SkippedPackage[] = [];
  // One after the other: a few hundred small files are read in no time, and no more than one is open at once.
  for (const packageName of host.dependencies) {
    const found = await inspectPackage(packageName, host.folder);
    if (found === undefined) continue;
    if ('load' in found) plugins.push(found);
    else skipped.push(found);
  }
  return { plugins, skipped };
}
