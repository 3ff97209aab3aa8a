import type { AnyPlugin, Tool } from '@sidecar/core';
import { builtInPlugins } from './built-in-plugins.ts';

/** A tool, the integration that it belongs to, and the two names under which it is called. */
export interface CatalogTool {
  readonly plugin: AnyPlugin;
  readonly tool: Tool;
  /** The short name; with the integration before it where several have a tool of that name. */
  readonly name: string;
  readonly qualifiedName: string;
}

/** What this program knows, connected or not: for names, completion and help. */
export class Catalog {
  readonly builtIn: readonly AnyPlugin[] = builtInPlugins();
  readonly integrations: readonly AnyPlugin[];
  readonly tools: readonly CatalogTool[];

  /** Beside the built-in plugins it knows those that were found at run time. */
  constructor(discovered: readonly AnyPlugin[] = []) {
    this.integrations = [...this.builtIn, ...discovered];
    const all = this.integrations.flatMap((plugin) => plugin.tools.map((tool) => ({ plugin, tool })));
    this.tools = all.map(({ plugin, tool }) => {
      const isShared = all.filter((other) => other.tool.name === tool.name).length > 1;
      const name = isShared ? `${plugin.id}_${tool.name}` : tool.name;
      return { plugin, tool, name, qualifiedName: `${plugin.id}.${tool.name}` };
    });
  }

  find(id: string): AnyPlugin | undefined {
    return this.integrations.find((plugin) => plugin.id === id);
  }

  /** An integration's name as people read it. */
  nameOf(id: string): string {
    return this.find(id)?.name ?? id;
  }

  /** Whether an integration comes with this program, so that the sandbox has a stand-in for its service. */
  isBuiltIn(id: string): boolean {
    return this.builtIn.some((plugin) => plugin.id === id);
  }
}
