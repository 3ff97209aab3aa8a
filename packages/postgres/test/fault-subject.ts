import type { Address, FaultSubject } from '@sidecar/store-faults';
import { startOwnPostgres } from '@sidecar/test-servers/postgres';
import { migrate } from '../src/index.ts';

/** A server of our own for the fault runs, and how to end it. */
export async function postgresFaultSubject(): Promise<{
  readonly subject: FaultSubject;
  readonly close: () => Promise<void>;
}> {
  const server = await startOwnPostgres();
  await migrate({ connectionString: server.connectionString });
  const { host, port, stop, start, remove } = server;
  return {
    subject: {
      name: 'postgresStore',
      opener: {
        module: new URL('./open-postgres-store.ts', import.meta.url),
        exportName: 'openPostgresStore',
      },
      server: {
        host,
        port,
        openArguments: (address: Address) => [
          { connectionString: `postgres://postgres@${address.host}:${address.port}/postgres` },
        ],
        restart: async () => {
          await stop();
          await start();
        },
      },
    },
    close: remove,
  };
}
