import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import { pluginFacts } from '../plugin-facts.ts';
import { allowedOrigins } from '../tokens/belonging.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { ToolContext } from '../tool.ts';
import type { GrantInUse } from './grant-in-use.ts';
import { pluginFailure } from './plugin-failure.ts';
import { readIdentity } from './read-identity.ts';
import type { Services } from './services.ts';
import { storeIdentity } from './store-identity.ts';

/** What tools and hooks of a stored connection get: its client, its fetch, its settings; pinned to its present grant. */
export async function connectionToolContext(
  services: Services,
  { plugin, key, record, signal }: GrantInUse,
): Promise<ToolContext> {
  const { context, client } = await services.clients.get(services.tokens.cell(key), {
    plugin,
    key,
    record,
    credentials: services.tokens.handle(key).pinned(record.grantId),
    origins: allowedOrigins(record, { facts: pluginFacts(plugin), key }),
  });
  return { ...context, client, signal: signal ?? new AbortController().signal };
}

/** Asks the provider who the connection is, and keeps the answer; another account than before is `conflict`. */
export async function verifyConnection(
  services: Services,
  {
    plugin,
    key,
    signal,
  }: { readonly plugin: AnyPlugin; readonly key: ConnectionKey; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const { record } = await services.tokens.handle(key).peek();
  const context = await connectionToolContext(services, { plugin, key, record, signal });
  if (!plugin.identify) {
    if (plugin.auth[record.auth]?.kind !== 'none') await services.tokens.handle(key).getAccessToken({});
    return;
  }
  const identity = await plugin.identify(context.client as never, context.signal).then(
    (answer) => readIdentity(plugin, answer),
    (error: unknown) => {
      throw pluginFailure(error, { plugin, what: 'identify' });
    },
  );
  const known = record.identity;
  const { tenant = known?.tenant } = identity;
  if (known?.id === identity.id && known.tenant === tenant) return;
  if (known && known.id !== identity.id) {
    throw new SidecarError(
      'conflict',
      `${plugin.name} now answers as ${identity.label}, and was connected as ${known.label}.`,
      {
        integration: plugin.id,
        nextAction: `Reconnect ${plugin.name}.`,
      },
    );
  }
  await storeIdentity(services, key, { grantId: record.grantId, identity });
}
