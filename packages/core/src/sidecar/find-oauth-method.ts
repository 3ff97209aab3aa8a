import { SidecarError } from '../errors.ts';
import type { FindMethod } from '../oauth/found-method.ts';
import type { PluginSet } from '../plugin-set.ts';

/** Finds the OAuth method that a flow is for. */
export function findOAuthMethod(plugins: PluginSet): FindMethod {
  return (integration, auth) => {
    const plugin = plugins.get(integration);
    const entry = Object.entries(plugin.auth).find(
      ([name, method]) => method.kind === 'oauth2' && (auth === undefined || name === auth),
    );
    const [name, method] = entry ?? [];
    if (name !== undefined && method?.kind === 'oauth2') return { plugin, name, method };
    throw new SidecarError(
      'not_supported',
      `${plugin.name} cannot be connected by OAuth${auth === undefined ? '' : ` as "${auth}"`}.`,
      {
        integration: plugin.id,
        nextAction: `Use one of: ${Object.keys(plugin.auth).join(', ')}.`,
      },
    );
  };
}
