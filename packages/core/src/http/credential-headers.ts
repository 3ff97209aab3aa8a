import type { IssuedCredential } from './credential-source.ts';

/** What a vendor SDK with a placeholder for a token may have set; ours takes its place. */
const placeholders = ['authorization', 'proxy-authorization', 'cookie', 'private-token', 'job-token'];

/** Names that a credential travels under at one service or another. */
const credentialName = /authorization|cookie|token|secret|password|(?:api|auth|access)[-_]?key/i;

/** The headers for one of the plugin's API origins: the caller's, with the connection's credential as the only one. */
export function withCredential(headers: Headers, { token, attach }: IssuedCredential): Headers {
  const own = new Headers(headers);
  for (const name of placeholders) own.delete(name);
  own.delete(attach.header);
  if (token !== undefined) own.set(attach.header, attach.scheme ? `${attach.scheme} ${token}` : token);
  return own;
}

/** The headers for any other origin: the caller's without whatever looks like a credential. */
export function withoutCredentials(headers: Headers, attached: ReadonlySet<string>): Headers {
  const plain = new Headers(headers);
  for (const name of headers.keys()) if (credentialName.test(name)) plain.delete(name);
  for (const name of attached) plain.delete(name);
  return plain;
}
