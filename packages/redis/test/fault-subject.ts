import type { Address, FaultSubject } from '@sidecar/store-faults';
import { startOwnRedis } from '@sidecar/test-servers/redis';

/** A server of our own for the fault runs, which keeps what it was given, and how to end it. */
export async function redisFaultSubject(): Promise<{
  readonly subject: FaultSubject;
  readonly close: () => Promise<void>;
}> {
  const settings = ['--appendonly', 'yes'];
  let server = await startOwnRedis({ settings });
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
          server = await startOwnRedis({ port, folder, settings });
        },
        replaceByEmpty: async () => {
          await server.kill();
          const empty = await startOwnRedis({ port, settings });
          return async () => {
            await empty.remove();
            server = await startOwnRedis({ port, folder, settings });
          };
        },
      },
    },
    close: () => server.remove(),
  };
}
