import { type AnyPlugin, SidecarError } from '@sidecar/core';

/** The integration that a path names. */
export function requirePlugin<Plugin extends AnyPlugin>(plugins: readonly Plugin[], id: string): Plugin {
  const plugin = plugins.find((candidate) => candidate.id === id);
  if (plugin) return plugin;
  throw new SidecarError('unknown_name', 'There is no such integration.', {
    nextAction: `Use one of: ${plugins.map((known) => known.id).join(', ')}.`,
  });
}
