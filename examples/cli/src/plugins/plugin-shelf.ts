import { Catalog } from '../catalog.ts';
import { shellWord } from '../shell-word.ts';
import { choosePlugins, type PluginChoice, type PluginFlags } from './choose-plugins.ts';
import { type LoadedPlugin, loadPlugins } from './load-plugins.ts';

/** The plugins of one run of the program: which may run is decided once, and they run once. */
export class PluginShelf {
  /** More than the built-in integrations once plugins were loaded. */
  catalog = new Catalog();
  #choice: PluginChoice | undefined;
  #loaded: Promise<readonly LoadedPlugin[]> | undefined;

  /** Which plugins may run. */
  choose(flags: PluginFlags): PluginChoice {
    this.#choice ??= choosePlugins(flags);
    return this.#choice;
  }

  /** Executes those that were asked for. */
  load(flags: PluginFlags): Promise<readonly LoadedPlugin[]> {
    this.#loaded ??= this.#load(this.choose(flags));
    return this.#loaded;
  }

  async #load(choice: PluginChoice): Promise<readonly LoadedPlugin[]> {
    const loaded = await loadPlugins(choice, this.catalog.builtIn);
    this.catalog = new Catalog(loaded.map(({ plugin }) => plugin));
    return loaded;
  }
}

/** The flags again, as they have to stand in a command that is suggested. */
export function pluginWords({ plugin = [], pluginsFrom }: PluginFlags): string {
  const from = pluginsFrom ? [`--plugins-from ${shellWord(pluginsFrom)} `] : [];
  return [...from, ...plugin.map((name) => `--plugin ${shellWord(name)} `)].join('');
}
