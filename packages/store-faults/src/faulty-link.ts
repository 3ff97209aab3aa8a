import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Address } from './fault-subject.ts';

/** A TCP proxy before a server that can be slow, cut, or lose an answer. */
export interface FaultyLink extends Address {
  /** From now on each piece of data reaches the server so much later. */
  delay(delayMs: number): void;
  /** Cuts what is connected and refuses what comes, until `restore`. */
  cut(): void;
  restore(): void;
  /** Cuts the connection on which the next such data was sent, after the server has answered it. Resolves when that has happened. */
  loseAnswer(isIt: (sent: Buffer) => boolean): Promise<void>;
  close(): Promise<void>;
}

interface Loss {
  readonly isIt: (sent: Buffer) => boolean;
  readonly happened: () => void;
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function faultyLink(server: Address): Promise<FaultyLink> {
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let isCut = false;
  let loss: Loss | undefined;

  const listener = createServer((client) => {
    if (isCut) return client.destroy();
    const upstream = connect(server.port, server.host);
    const both = [client, upstream];
    let losing: Loss | undefined;
    for (const socket of both) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    client.on('data', (sent) => {
      if (loss?.isIt(sent)) {
        losing = loss;
        loss = undefined;
      }
      if (delayMs === 0) upstream.write(sent);
      else setTimeout(() => upstream.writable && upstream.write(sent), delayMs);
    });
    upstream.on('data', (answer) => {
      if (!losing) return client.write(answer);
      losing.happened();
      for (const socket of both) socket.destroy();
    });
    return undefined;
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();

  function endAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  return {
    host: '127.0.0.1',
    port: typeof address === 'object' && address ? address.port : 0,
    delay: (slowness) => {
      delayMs = slowness;
    },
    cut: () => {
      isCut = true;
      endAll();
    },
    restore: () => {
      isCut = false;
    },
    loseAnswer: (isIt) =>
      new Promise((resolve) => {
        loss = { isIt, happened: resolve };
      }),
    close: async () => {
      listener.close();
      endAll();
      await once(listener, 'close');
    },
  };
}
