import { existsSync } from 'node:fs';
import path from 'node:path';
import { discoverPlugins, type PluginDiscovery } from '@sidecar/core/discovery';
import type { PluginChoice } from './choose-plugins.ts';

/** The installed plugins, none of which runs by being found. A person who named no folder may well be where there is no package. */
export async function findPlugins({ from, isGiven }: PluginChoice): Promise<PluginDiscovery> {
  if (!isGiven && !isWithinPackage(from)) return { plugins: [], skipped: [] };
  return discoverPlugins({ from });
}

function isWithinPackage(folder: string): boolean {
  if (existsSync(path.join(folder, 'package.json'))) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isWithinPackage(parent);
}
