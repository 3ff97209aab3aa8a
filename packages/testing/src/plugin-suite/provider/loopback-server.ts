import { createServer, type RequestListener, type Server } from 'node:http';

/** A server on a free port of the loopback. */
export interface LoopbackServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens where only this machine can ask. */
export function loopbackServer(listener?: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener ?? (() => undefined));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({ port: portOf(server), close: () => close(server) }));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
