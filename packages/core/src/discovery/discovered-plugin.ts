import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';

/** What a plugin package exports: called without options it takes what it needs from the environment. */
export type PluginFactory = (options?: Readonly<Record<string, unknown>>) => AnyPlugin;

/** An installed plugin, nothing of which has run yet. */
export interface DiscoveredPlugin {
  /** The name by which the host depends on it. */
  readonly packageName: string;
  /** Absent when the package does not say it. */
  readonly version?: string;
  /** Imports the package and answers its factory; `not_supported` when it cannot be imported or exports something else. */
  load(): Promise<PluginFactory>;
}

/** Makes `load` from where the package is and what it says of itself. */
export function discoveredPlugin(found: {
  readonly packageName: string;
  readonly version: string | undefined;
  readonly folder: string;
  readonly entry: string;
  readonly exportName: string;
}): DiscoveredPlugin {
  const { packageName, version, folder, entry, exportName } = found;
  return {
    packageName,
    ...(version === undefined ? {} : { version }),
    load: async () => {
      const module = await importPackage(packageName, path.join(folder, entry));
      const factory = Object.hasOwn(module, exportName) ? module[exportName] : undefined;
      if (!isFunction(factory)) throw unsupported(packageName, `exports no function "${exportName}"`);
      return (options) => makePlugin(packageName, () => factory(options));
    },
  };
}

async function importPackage(packageName: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw unsupported(packageName, 'cannot be imported', error);
  }
}

function makePlugin(packageName: string, factory: () => unknown): AnyPlugin {
  let made: unknown;
  try {
    made = factory();
  } catch (error) {
    if (SidecarError.isInstance(error)) throw error;
    throw unsupported(packageName, 'could not make its plugin', error);
  }
  if (isPlugin(made)) return made;
  throw unsupported(packageName, 'does not make a plugin of specification v1');
}

function isPlugin(value: unknown): value is AnyPlugin {
  if (typeof value !== 'object' || value === null) return false;
  const facts: { readonly [field in keyof AnyPlugin]?: unknown } = value;
  return facts.specificationVersion === 'v1' && typeof facts.id === 'string' && Array.isArray(facts.tools);
}

function isFunction(value: unknown): value is (options?: unknown) => unknown {
  return typeof value === 'function';
}

function unsupported(packageName: string, problem: string, cause?: unknown): SidecarError {
  return new SidecarError('not_supported', `The package ${packageName} ${problem}.`, {
    nextAction: `Update or remove ${packageName}.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
