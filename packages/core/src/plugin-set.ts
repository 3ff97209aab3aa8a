import { SidecarError } from './errors.ts';
import type { AnyPlugin } from './plugin.ts';
import type { Tool } from './tool.ts';

/** A tool and the plugin that it comes from. */
export interface RegisteredTool {
  readonly plugin: AnyPlugin;
  readonly tool: Tool;
  /** The name that models and people use; unique among the registered plugins. */
  readonly name: string;
  /** `<integration>.<tool>`: what is stored anywhere. */
  readonly qualifiedName: string;
}

const idPattern = /^[a-z][a-z0-9-]{0,40}$/;
const namePattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The plugins of a host, checked once, and the names under which their tools are found. */
export class PluginSet {
  readonly #plugins = new Map<string, AnyPlugin>();
  readonly #tools = new Map<string, RegisteredTool>();
  readonly #owners = new Map<string, readonly string[]>();

  constructor(plugins: readonly AnyPlugin[]) {
    for (const plugin of plugins) this.#add(plugin);
    for (const plugin of plugins) for (const tool of plugin.tools) this.#addTool(plugin, tool);
  }

  /** In the order in which the host gave them. */
  get all(): readonly AnyPlugin[] {
    return [...this.#plugins.values()];
  }

  /** Every tool once. */
  get tools(): readonly RegisteredTool[] {
    return [...new Set(this.#tools.values())];
  }

  /** Rejects with `unknown_name` when the host has not registered it. */
  get(id: string): AnyPlugin {
    const plugin = this.#plugins.get(id);
    if (plugin) return plugin;
    throw new SidecarError('unknown_name', `There is no integration called "${printable(id)}".`, {
      nextAction: `Use one of: ${[...this.#plugins.keys()].join(', ') || '(none is registered)'}.`,
    });
  }

  /** By short or qualified name; an ambiguous short name rejects with `unknown_name` and lists the qualified ones. */
  findTool(name: string): RegisteredTool {
    const found = this.#tools.get(name);
    if (found) return found;
    const owners = this.#owners.get(name) ?? [];
    if (owners.length > 1) {
      const choices = owners.map((id) => `${id}.${name}`).join(', ');
      throw new SidecarError('unknown_name', `Several integrations have a tool called "${name}".`, {
        nextAction: `Use one of: ${choices}.`,
      });
    }
    throw new SidecarError('unknown_name', `There is no tool called "${printable(name)}".`, {
      nextAction: nearest(String(name), [...this.#tools.keys()]),
    });
  }

  #add(plugin: AnyPlugin): void {
    if (plugin.specificationVersion !== 'v1') {
      throw new SidecarError(
        'not_supported',
        `The plugin "${printable(plugin.id)}" is made for another version of Sidecar.`,
        {
          nextAction: 'Update the plugin or @sidecar/core.',
        },
      );
    }
    if (!idPattern.test(plugin.id))
      throw new SidecarError('invalid_input', `"${printable(plugin.id)}" is no id for an integration.`);
    if (this.#plugins.has(plugin.id)) {
      throw new SidecarError('conflict', `Two plugins are called "${plugin.id}".`, {
        integration: plugin.id,
        nextAction: 'Leave one of them out.',
      });
    }
    this.#plugins.set(plugin.id, plugin);
    for (const { name } of plugin.tools)
      this.#owners.set(name, [...(this.#owners.get(name) ?? []), plugin.id]);
  }

  #addTool(plugin: AnyPlugin, tool: Tool): void {
    const shared = (this.#owners.get(tool.name) ?? []).length > 1;
    // A hyphen of the id would be legal for models, but no identifier; only ids may have it.
    const name = shared ? `${plugin.id}_${tool.name}` : tool.name;
    const registered = { plugin, tool, name, qualifiedName: `${plugin.id}.${tool.name}` };
    if (!namePattern.test(name))
      throw new SidecarError('invalid_input', `"${printable(name)}" is no name for a tool.`);
    if (this.#tools.has(name))
      throw new SidecarError('conflict', `Two tools are called "${name}".`, { integration: plugin.id });
    this.#tools.set(name, registered);
    this.#tools.set(registered.qualifiedName, registered);
  }
}

function printable(name: unknown): string {
  return String(name).slice(0, 80);
}

/** Suggests the known names that share the beginning of a mistyped one. */
function nearest(name: string, known: readonly string[]): string {
  const start = name.slice(0, 4).toLowerCase();
  const close = known
    .filter((candidate) => !candidate.includes('.') && candidate.toLowerCase().includes(start))
    .slice(0, 5);
  const list = close.length > 0 ? close : known.filter((candidate) => !candidate.includes('.')).slice(0, 20);
  return list.length > 0 ? `Use one of: ${list.join(', ')}.` : 'Register a plugin that has tools.';
}
