import { createServer } from 'node:net';

/** The first of these ports that nobody listens on; the first one of all when every one is taken. */
export async function freePort(ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    if (await isFree(port)) return port;
  }
  return ports[0] ?? 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
