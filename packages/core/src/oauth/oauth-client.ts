import type { OAuth2, OAuthClient } from '../auth/oauth2.ts';
import { SidecarError } from '../errors.ts';

/** The host's OAuth client, from the plugin's options or the environment; undefined when neither has it. */
export function findClient(method: OAuth2): OAuthClient | undefined {
  const given = method.getClient?.();
  if (given?.id) return method.client === 'public' ? { id: given.id } : given;
  const environment = globalThis.process?.env ?? {};
  const id = environment[method.clientEnvironment.id];
  if (!id) return undefined;
  const secret = method.client === 'public' ? undefined : environment[method.clientEnvironment.secret ?? ''];
  return secret ? { id, secret } : { id };
}

/** The names of the environment variables that are still to be set; empty when the client is complete. */
export function missingClientSettings(method: OAuth2): readonly string[] {
  const client = findClient(method);
  const { id, secret } = method.clientEnvironment;
  if (!client) return method.client === 'confidential' && secret ? [id, secret] : [id];
  return method.client === 'confidential' && !client.secret && secret ? [secret] : [];
}

/** The host's OAuth client, or `not_configured` with the variables to set. */
export function requireClient(
  integration: { readonly id: string; readonly name: string },
  method: OAuth2,
): OAuthClient {
  const missing = missingClientSettings(method);
  const client = findClient(method);
  if (client && missing.length === 0) return client;
  const names = missing.join(' and ');
  throw new SidecarError('not_configured', `${integration.name} is not configured. Set ${names}.`, {
    integration: integration.id,
    nextAction: `Set ${names} in the environment, or give the client in the plugin's options.`,
  });
}
