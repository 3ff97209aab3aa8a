import type { ProviderSetup } from './provider/scripted-provider.ts';
import type { TokenEndpoint } from './provider/token-endpoint.ts';
import type { Subject } from './subject.ts';

/** What a provider has to know of the plugin that it stands in for. */
export function providerSetup(
  subject: Subject,
  given: Pick<ProviderSetup, 'answers' | 'secrets'>,
): ProviderSetup {
  return { ...given, origins: originsOf(subject), tokenEndpoints: tokenEndpointsOf(subject) };
}

/** The origins that the plugin may ask: those that it declares, and those that the suite was told of. */
function originsOf({ plugin, auth, options }: Subject): ReadonlySet<string> {
  const connection = { integration: plugin.id, user: 'default', account: 'default', auth };
  const declared =
    typeof plugin.apiOrigins === 'function' ? plugin.apiOrigins(connection) : plugin.apiOrigins;
  return new Set([...declared, ...(options.otherOrigins ?? [])].map((origin) => new URL(origin).origin));
}

function tokenEndpointsOf({ plugin, options }: Subject): readonly TokenEndpoint[] {
  return Object.values(plugin.auth).flatMap((method) => {
    if (method.kind !== 'oauth2') return [];
    const { origin, pathname } = new URL(method.tokenUrl);
    const { scopes, scopeSeparator = ' ' } = method;
    return [
      { url: `${origin}${pathname}`, scopes, scopeSeparator, dialect: options.connection?.tokenAnswer },
    ];
  });
}
