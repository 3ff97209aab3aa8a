import type { AuthMethod, Connection } from '@sidecar/core';
import type { PluginUnderTest } from './plugin-under-test.ts';

/** The connection of a trial as the plugin sees it, with the site that is among the fields. */
export async function trialConnection(subject: PluginUnderTest): Promise<Connection> {
  const { plugin, auth, method, options } = subject;
  const connection = { integration: plugin.id, user: 'default', account: 'default', auth };
  const site = method ? await siteOf(method, options.connection?.fields ?? {}) : undefined;
  return site === undefined ? connection : { ...connection, site };
}

/** Fields that the method refuses are no site's; connecting with them says why. */
async function siteOf(method: AuthMethod, given: unknown): Promise<string | undefined> {
  if ((method.kind !== 'typed' && method.kind !== 'minted') || !method.site) return undefined;
  const parsed = await method.fields['~standard'].validate(given);
  if (parsed.issues) return undefined;
  const site = method.site(parsed.value as never);
  if (site === undefined || !URL.canParse(site)) return undefined;
  const { origin, pathname } = new URL(site);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
