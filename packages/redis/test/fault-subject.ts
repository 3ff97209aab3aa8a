import type { Address, FaultSubject } from '@sidecar/store-faults';
import { startServer } from './own-server.ts';

/** A server of our own for the fault runs, which keeps what it was given, and how to end it. */
export async function redisFaultSubject(): Promise<{
  readonly subject: FaultSubject;
  readonly close: () => Promise<void>;
}> {
  const settings = ['--appendonly', 'yes'];
  let server = await startServer({ settings });
  const { port, folder } = server;
  return {
    subject: {
      name: 'redisStore',
      opener: { module: new URL('./open-redis.ts', import.meta.url), exportName: 'openRedis' },
      server: {
        host: '127.0.0.1',
        port,
        openArguments: (address: Address) => [`redis://${address.host}:${address.port}`, 'faults'],
        // As a crash would: no time to write anything down.
        restart: async () => {
          await server.kill();
          server = await startServer({ port, folder, settings });
        },
        replaceByEmpty: async () => {
          await server.kill();
          const empty = await startServer({ port, settings });
          return async () => {
            await empty.remove();
            server = await startServer({ port, folder, settings });
          };
        },
      },
    },
    close: () => server.remove(),
  };
}
