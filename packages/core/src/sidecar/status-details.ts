import { safeCause } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { IntegrationStatus } from '../status.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import { connectionToolContext } from './connection-client.ts';
import type { Services } from './services.ts';

/** What a plugin adds to the status of a usable connection; its failure shows in the log and not as a state. */
export async function statusDetails(
  services: Services,
  {
    plugin,
    key,
    status,
  }: { readonly plugin: AnyPlugin; readonly key: ConnectionKey; readonly status: IntegrationStatus },
): Promise<{ readonly details?: Readonly<Record<string, unknown>> }> {
  if (!plugin.getStatus || status.state !== 'connected') return {};
  try {
    const { record } = await services.tokens.handle(key).peek();
    const context = await connectionToolContext(services, { plugin, key, record });
    return { details: await plugin.getStatus(context as never) };
  } catch (error) {
    services.logger.warn(`${plugin.name} could not say more about its status: ${safeCause(error).message}`);
    return {};
  }
}
