import { type AnyPlugin, SidecarError } from '@sidecar/core';
import type { DiscoveredPlugin, PluginDiscovery } from '@sidecar/core/discovery';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { unknownName } from '../known-names.ts';
import { printableLine } from '../terminal/printable.ts';
import type { PluginChoice } from './choose-plugins.ts';
import { findPlugins } from './find-plugins.ts';

/** A plugin that runs in this process, and the package that it comes from. */
export interface LoadedPlugin {
  readonly packageName: string;
  readonly plugin: AnyPlugin;
}

/** Executes the packages that were asked for, and no others; without a name not even package.json files are read. */
export async function loadPlugins(
  choice: PluginChoice,
  builtIn: readonly AnyPlugin[],
): Promise<readonly LoadedPlugin[]> {
  if (choice.names.length === 0) return [];
  const discovery = await findPlugins(choice);
  // All names are looked up before the first package runs.
  const wanted = choice.names.map((name) => requireFound(name, discovery, choice));
  const owners = new Map(builtIn.map(({ id }) => [id, 'the built-in one']));
  const loaded: LoadedPlugin[] = [];
  for (const { packageName, load } of wanted) {
    const factory = await load();
    const plugin = factory();
    const owner = owners.get(plugin.id);
    if (owner !== undefined) throw sameId(plugin.id, owner, packageName);
    owners.set(plugin.id, packageName);
    loaded.push({ packageName, plugin });
  }
  return loaded;
}

function requireFound(name: string, { plugins, skipped }: PluginDiscovery, choice: PluginChoice) {
  const found: DiscoveredPlugin | undefined = plugins.find(({ packageName }) => packageName === name);
  if (found) return found;
  const reason = skipped.find(({ packageName }) => packageName === name)?.reason;
  if (reason !== undefined) throw new CliError(reason, { exitCode: exitCodes.needsPerson });
  const place = `plugin among the dependencies in ${printableLine(choice.from)}`;
  throw unknownName(
    place,
    name,
    plugins.map(({ packageName }) => packageName),
  );
}

function sameId(id: string, owner: string, packageName: string): SidecarError {
  const message = `Two plugins are called "${id}": ${owner} and ${packageName}.`;
  return new SidecarError('conflict', message, {
    integration: id,
    nextAction: `Leave out ${packageName}: no --plugin and no SIDECAR_PLUGINS for it.`,
  });
}
