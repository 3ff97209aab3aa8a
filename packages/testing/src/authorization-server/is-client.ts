import type { AuthorizationDialect } from './authorization-dialect.ts';
import type { ReceivedRequest } from './received-request.ts';

/** Whether a request proves to come from the registered client, in the one way that the provider accepts. */
export function isClient(
  { headers, parameters = {} }: ReceivedRequest,
  client: { readonly id: string; readonly secret?: string },
  { clientAuthentication }: AuthorizationDialect,
): boolean {
  const { client_id: id, client_secret: secret } = parameters;
  if (client.secret === undefined || clientAuthentication === 'post')
    return headers.authorization === undefined && id === client.id && secret === client.secret;
  // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
  const encoded = [client.id, client.secret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  );
  return secret === undefined && headers.authorization === `Basic ${btoa(encoded.join(':'))}`;
}
