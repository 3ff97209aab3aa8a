import type { AnyPlugin } from '@sidecar/core';
import { gmail } from '@sidecar/plugin-gmail';
import { twitter } from '@sidecar/plugin-twitter';

/** What this program knows, connected or not: for names, completion and help. */
export const integrations: readonly AnyPlugin[] = [gmail(), twitter()];

/** Every tool, with the integration that it belongs to. */
export const catalogTools = integrations.flatMap((plugin) => plugin.tools.map((tool) => ({ plugin, tool })));

/** An integration's name as people read it. */
export function integrationName(id: string): string {
  return integrations.find((plugin) => plugin.id === id)?.name ?? id;
}
