import type { AnyPlugin, AuthMethod } from '../plugin.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import type { Tool } from '../tool.ts';
import { grantedScopes } from './granted-scopes.ts';
import type { Services } from './services.ts';

interface ToolOfConnection {
  readonly plugin: AnyPlugin;
  readonly tool: Tool;
  readonly key: ConnectionKey;
  readonly record: TokenRecord;
}

/** The scopes of a tool that were not granted to the credential that it uses, each as a person reads it. */
export async function missingScopes(
  services: Services,
  { plugin, tool, key, record }: ToolOfConnection,
): Promise<readonly string[]> {
  const method = plugin.auth[record.auth];
  if (method?.kind !== 'oauth2' || !tool.scopes?.length) return [];
  const credential = credentialOfTool(tool, method);
  const granted = await grantedScopes(services, { key, record, credential });
  return tool.scopes.flatMap((entry) => {
    const choices = typeof entry === 'string' ? [entry] : entry;
    return choices.some((scope) => granted.includes(scope)) ? [] : [choices.join(' or ')];
  });
}

/** The same tool may use a credential of its own under one auth method and the main one under another. */
function credentialOfTool({ credential }: Tool, method: AuthMethod): string | undefined {
  if (method.kind !== 'oauth2' || credential === undefined) return undefined;
  return Object.hasOwn(method.otherScopes ?? {}, credential) ? credential : undefined;
}
