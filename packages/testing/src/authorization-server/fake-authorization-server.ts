import type { FakeAuthorizationServer, FakeAuthorizationServerOptions } from './authorization-server.ts';
import { LoopbackAuthorizationServer } from './loopback-authorization-server.ts';

/** Starts one on a free port: it rotates refresh tokens, ends a grant whose token is reused, and checks PKCE, redirect URIs and clients. */
export async function fakeAuthorizationServer(
  options: FakeAuthorizationServerOptions = {},
): Promise<FakeAuthorizationServer> {
  const server = new LoopbackAuthorizationServer(options);
  await server.listen();
  return server;
}
