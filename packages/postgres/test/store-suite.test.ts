import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import { testStore } from '@sidecar/testing';
import { afterAll, describe, it } from 'vitest';
import { migrate } from '../src/index.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { temporarySchema } from './temporary-schema.ts';

const { connectionString, close } = await findPostgres();

describe.skipIf(connectionString === undefined)(
  `with a PostgreSQL server${connectionString === undefined ? ` (${noPostgres})` : ''}`,
  () => {
    const server = connectionString ?? '';
    const { schema, drop } = temporarySchema(server);
    afterAll(async () => {
      await drop();
      await close();
    });
    let tables = 0;

    testStore({
      name: 'postgresStore',
      describe: describe.concurrent,
      it,
      create: async () => {
        tables += 1;
        const place = { connectionString: server, schema, table: `suite ${tables}` };
        await migrate(place);
        return { store: openPostgresStore(place), openArguments: [place] };
      },
      processes: {
        module: new URL('./open-postgres-store.ts', import.meta.url),
        exportName: 'openPostgresStore',
      },
    });
  },
);
