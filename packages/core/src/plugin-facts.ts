import { findClient, requireClient } from './oauth/oauth-client.ts';
import type { AnyPlugin } from './plugin.ts';
import type { ConnectionFacts } from './tokens/connection-facts.ts';

/** What the token manager has to know of a plugin, read from its data. */
export function pluginFacts(plugin: AnyPlugin): ConnectionFacts {
  const methodOf = (auth: string) => (Object.hasOwn(plugin.auth, auth) ? plugin.auth[auth] : undefined);
  return {
    name: plugin.name,
    method: methodOf,
    origins: ({ auth, site }, { user, account }) => {
      if (typeof plugin.apiOrigins !== 'function') return plugin.apiOrigins;
      return plugin.apiOrigins({
        integration: plugin.id,
        user,
        account,
        auth,
        ...(site === undefined ? {} : { site }),
      });
    },
    fingerprint: () => {
      const clients = Object.values(plugin.auth).map((method) =>
        method.kind === 'oauth2' ? [method.tokenUrl, findClient(method)?.id] : method.kind,
      );
      return JSON.stringify([clients, typeof plugin.apiOrigins === 'function' ? [] : plugin.apiOrigins]);
    },
    usesTokenUrl: (tokenUrl) =>
      Object.values(plugin.auth).some((method) => method.kind === 'oauth2' && method.tokenUrl === tokenUrl),
    client: findClient,
    requireClient: (method) => requireClient(plugin, method),
  };
}
