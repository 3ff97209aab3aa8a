import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';

/** Addresses of this machine and of private networks (RFC 1918, 3927, 4193, 6598), which a person's "site" must not make a host reach. */
const privateAddress =
  /^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|::$|f[cd]|fe[89ab]|::ffff:)/i;

/** The origin and path of an installation that a person named: https, no user info, and on a public address as far as can be seen. */
export async function requirePublicSite(plugin: AnyPlugin, site: string): Promise<string> {
  const url = URL.canParse(site) ? new URL(site) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw refuse(plugin, 'It has to be an https address.');
  const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ''));
  if (addresses.some((address) => privateAddress.test(address)) || url.hostname === 'localhost') {
    throw refuse(plugin, 'It leads into a private network.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Looks a name up where the runtime can; elsewhere only addresses written out are checked. */
async function resolve(host: string): Promise<readonly string[]> {
  const dns = globalThis.process?.getBuiltinModule?.('dns');
  if (!dns) return [host];
  try {
    return (await dns.promises.lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [host];
  }
}

function refuse(plugin: AnyPlugin, reason: string): SidecarError {
  return new SidecarError('invalid_input', `${plugin.name} cannot be connected at this site. ${reason}`, {
    integration: plugin.id,
    fields: [{ path: 'site', message: reason }],
    nextAction: 'Give the address that the installation has on the internet, beginning with https.',
  });
}
