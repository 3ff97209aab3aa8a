import type { StrictClient } from './strict-provider.ts';

/** Asks an introspection endpoint whether a token is active (RFC 7662). */
export async function introspect(
  introspectionUrl: string,
  { token, client }: { readonly token: string; readonly client: StrictClient },
): Promise<boolean> {
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  const answer = await fetch(introspectionUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ token }),
  });
  const said: unknown = await answer.json();
  if (typeof said !== 'object' || said === null || !('active' in said))
    throw new Error(`The introspection endpoint answers ${answer.status}: ${JSON.stringify(said)}`);
  return said.active === true;
}
