import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { Store } from '../storage/store.ts';
import type { SidecarOptions } from './sidecar-options.ts';

const storeMethods = ['get', 'set', 'delete', 'list'];
const clockMethods = ['now', 'monotonic', 'sleep'];
const levels = ['debug', 'info', 'warn', 'error'];

/** Refuses what a host without types, or with a mistake, gave to `createSidecar`, before something obscure fails over it. */
export function checkOptions(options: SidecarOptions<readonly AnyPlugin[], 'one' | 'many'>): void {
  if (!isObject(options)) throw invalid('createSidecar needs { plugins, store }.');
  const { plugins, store }: { plugins: unknown; store: unknown } = options;
  if (!Array.isArray(plugins)) throw invalid('The plugins have to be a list, as in { plugins: [notes()] }.');
  for (const plugin of plugins) checkPlugin(plugin);
  if (!isObject(store))
    throw invalid('A store is missing: give memoryStore(), fileStore(folder) or your own.');
  const stores = 'get' in store ? { store } : store;
  if (!('get' in store) && !('tokens' in store)) throw invalid('The stores lack the one for tokens.');
  for (const [name, candidate] of Object.entries(stores)) checkStore(name, candidate);
  checkPorts(options);
}

/** What a host may give and need not. */
function checkPorts(options: Readonly<Record<string, unknown>>): void {
  const { users, logger, clock } = options;
  if (users !== undefined && users !== 'one' && users !== 'many')
    throw invalid(`The option users has to be 'one' or 'many'.`);
  for (const name of ['approve', 'fetch', 'random'])
    if (options[name] !== undefined && typeof options[name] !== 'function')
      throw invalid(`The option ${name} has to be a function.`);
  if (logger !== undefined && lacking(logger, levels).length === levels.length)
    throw invalid(`The logger has none of ${levels.join(', ')}.`);
  const missing = clock === undefined ? [] : lacking(clock, clockMethods);
  if (missing.length > 0) throw invalid(`The clock lacks ${missing.join(', ')}.`);
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
  const missing = lacking(store, storeMethods);
  if (missing.length > 0) throw invalid(`The store "${name}" lacks ${missing.join(', ')}.`);
}

/** The methods that a value does not have. */
function lacking(value: unknown, methods: readonly string[]): readonly string[] {
  const members: Readonly<Record<string, unknown>> = Object(value);
  return methods.filter((method) => typeof members[method] !== 'function');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function invalid(message: string): SidecarError {
  return new SidecarError('invalid_input', message);
}
