import type { AuthMethod } from '../plugin.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { ConnectionKey } from './connection-key.ts';
import type { TokenRecord } from './token-record.ts';

/** What a record does not fit to in the present configuration, in words; undefined when it fits. Sandbox tokens must not travel to the real service, nor the other way round. */
export function misfit(
  record: TokenRecord,
  method: AuthMethod,
  context: { readonly facts: ConnectionFacts; readonly key: ConnectionKey },
): string | undefined {
  if (method.kind === 'oauth2') {
    if (record.belongsTo.tokenUrl !== method.tokenUrl) return 'token endpoint';
    const client = context.facts.client(method);
    if (client && record.belongsTo.clientId !== client.id) return 'OAuth client';
  }
  const { origins } = record.belongsTo;
  return origins.length > 0 && allowedOrigins(record, context).length === 0 ? 'API address' : undefined;
}

/** The origins that may get the record's credential: those that it was issued for and that the plugin still names. */
export function allowedOrigins(
  record: TokenRecord,
  { facts, key }: { readonly facts: ConnectionFacts; readonly key: ConnectionKey },
): readonly string[] {
  const current = new Set(facts.origins(record, key));
  return record.belongsTo.origins.filter((origin) => current.has(origin));
}
