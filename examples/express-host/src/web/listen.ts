import { once } from 'node:events';
import type { Server } from 'node:http';

/** How long requests under way may take when the host ends: a little more than a token refresh. */
const graceMs = 15_000;
const sweepMs = 50;

/** Listens on this machine only: what is public stands behind a proxy that speaks https. Answers the port. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('The host could not listen.');
}

/** Takes no new requests and waits for those under way, but not for ever. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A browser keeps its connection after the answer; without a request it is not waited for.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
  const limit = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}
