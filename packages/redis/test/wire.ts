import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A connection to a server that a test can disturb. */
export interface Wire {
  readonly url: string;
  readonly port: number;
  /** Lets the next thing that is sent through, loses what the server answers to it, and cuts the connection. Tells when that has happened. */
  loseNextAnswer(): Promise<void>;
  /** Cuts all connections; new ones can be made. */
  cut(): void;
  close(): Promise<void>;
}

/** Lays a wire to the server at a port of this machine. */
export async function layWire(serverPort: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let onLoss: (() => void) | undefined;

  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }

  const listener = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => {
      if (!onLoss) return void client.write(chunk);
      const told = onLoss;
      onLoss = undefined;
      cut();
      told();
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    loseNextAnswer: () =>
      new Promise((resolve) => {
        onLoss = resolve;
      }),
    cut,
    close: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
