import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { Store } from '../storage/store.ts';
import type { SidecarOptions } from './sidecar-options.ts';

const storeMethods = ['get', 'set', 'delete', 'list'] as const;

/** Refuses what a host without types, or with a mistake, gave to `createSidecar`, before something obscure fails over it. */
export function checkOptions(options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>): void {
  if (!isObject(options)) throw invalid('createSidecar needs { plugins, store }.');
  const { plugins, store }: { plugins: unknown; store: unknown } = options;
  if (!Array.isArray(plugins)) throw invalid('The plugins have to be a list, as in { plugins: [gmail()] }.');
  for (const plugin of plugins) checkPlugin(plugin);
  if (!isObject(store))
    throw invalid('A store is missing: give memoryStore(), fileStore(folder) or your own.');
  const stores = 'get' in store ? { store } : store;
  if (!('get' in store) && !('tokens' in store)) throw invalid('The stores lack the one for tokens.');
  for (const [name, candidate] of Object.entries(stores)) checkStore(name, candidate);
}

function checkPlugin(plugin: unknown): void {
  if (typeof plugin === 'function') {
    throw invalid(
      `"${plugin.name || 'A plugin'}" was not called: write ${plugin.name || 'plugin'}() in the list of plugins.`,
    );
  }
  if (!isObject(plugin) || !Array.isArray(plugin.tools) || !isObject(plugin.auth)) {
    throw invalid('One of the plugins is none: it lacks tools or auth.');
  }
  if (
    !plugin.tools.every(
      (tool) => isObject(tool) && typeof tool.name === 'string' && typeof tool.execute === 'function',
    )
  ) {
    throw invalid(
      `The plugin "${String(plugin.id).slice(0, 80)}" has a tool that lacks its name or execute.`,
    );
  }
}

function checkStore(name: string, store: unknown): asserts store is Store {
  const missing = storeMethods.filter((method) => !isObject(store) || typeof store[method] !== 'function');
  if (missing.length > 0) throw invalid(`The store "${name}" lacks ${missing.join(', ')}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function invalid(message: string): SidecarError {
  return new SidecarError('invalid_input', message);
}
