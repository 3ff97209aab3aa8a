import type { PluginUnderTest } from './plugin-under-test.ts';
import type { ProviderSetup } from './provider/scripted-provider.ts';
import type { TokenEndpoint } from './provider/token-endpoint.ts';
import { trialConnection } from './trial-connection.ts';

/** What a provider has to know of the plugin that it stands in for. */
export async function providerSetup(
  subject: PluginUnderTest,
  given: Pick<ProviderSetup, 'answers' | 'secrets'>,
): Promise<ProviderSetup> {
  const mint = subject.options.connection?.mint;
  return {
    ...given,
    origins: await originsOf(subject),
    tokenEndpoints: tokenEndpointsOf(subject),
    ...(mint ? { mint } : {}),
  };
}

/** The origins that the plugin may ask: those that it declares, and those that the suite was told of. */
async function originsOf(subject: PluginUnderTest): Promise<ReadonlySet<string>> {
  const { plugin, options } = subject;
  const declared =
    typeof plugin.apiOrigins === 'function'
      ? plugin.apiOrigins(await trialConnection(subject))
      : plugin.apiOrigins;
  return new Set([...declared, ...(options.otherOrigins ?? [])].map((origin) => new URL(origin).origin));
}

/** The method that is tried comes first: several may share an address and differ in their scopes. */
function tokenEndpointsOf({ plugin, method: tried, options }: PluginUnderTest): readonly TokenEndpoint[] {
  return [tried, ...Object.values(plugin.auth)].flatMap((method) => {
    if (method?.kind !== 'oauth2') return [];
    const { origin, pathname } = new URL(method.tokenUrl);
    const { scopes, scopeSeparator = ' ' } = method;
    return [
      { url: `${origin}${pathname}`, scopes, scopeSeparator, dialect: options.connection?.tokenAnswer },
    ];
  });
}
