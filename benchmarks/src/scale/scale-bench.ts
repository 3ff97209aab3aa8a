// Measures what many stored connections cost: `pnpm bench:scale`, see the README.
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { table } from '../table.ts';
import { measureScale, type ScaleResult } from './measure-scale.ts';
import { postgresScaleStore } from './postgres-scale-store.ts';
import { redisScaleStore } from './redis-scale-store.ts';
import type { ScaleStore } from './scale-store.ts';
import { startEagerEndpoint } from './start-eager-endpoint.ts';

const { values } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['postgres', 'redis'] },
    connections: { type: 'string', multiple: true, default: ['1000', '10000', '100000'] },
  },
});
const { DATABASE_URL, REDIS_URL } = process.env;
const stores: Readonly<Record<string, () => Promise<ScaleStore>>> = {
  postgres: () =>
    postgresScaleStore(DATABASE_URL ?? `postgres://${userInfo().username}@127.0.0.1:5432/postgres`),
  redis: () => redisScaleStore(REDIS_URL ?? 'redis://127.0.0.1:6379'),
};

const endpoint = await startEagerEndpoint();
for (const name of values.store) {
  const results: ScaleResult[] = [];
  for (const text of values.connections) {
    const open = stores[name];
    if (!open) throw new Error(`There is no store ${name}; there are ${Object.keys(stores).join(', ')}.`);
    const scaleStore = await open();
    try {
      results.push(await measureScale(Number(text), { scaleStore, endpoint }));
    } finally {
      await scaleStore.remove();
    }
  }
  console.log(`\n${name}\n\n${scaleTable(results)}`);
}
endpoint.close();

function scaleTable(results: readonly ScaleResult[]): string {
  const rows: readonly (readonly [string, (result: ScaleResult) => string])[] = [
    [
      'valid token in memory, calls/s',
      ({ hotCallsPerSecond }) => `${(hotCallsPerSecond / 1e6).toFixed(1)} M`,
    ],
    ['first use, one at a time, median ms', ({ coldMedianMs }) => coldMedianMs.toFixed(2)],
    ['first use, 50 at a time, calls/s', ({ coldPerSecond }) => whole(coldPerSecond)],
    ['statements per first use', ({ coldStatements }) => coldStatements.toFixed(1)],
    ['1,000 expire together, refreshes/s', ({ refreshesPerSecond }) => whole(refreshesPerSecond)],
    ['requests for these 1,000', ({ refreshRequests }) => String(refreshRequests)],
    ['statements per refresh', ({ refreshStatements }) => refreshStatements.toFixed(1)],
    ['connections in use at most', ({ connectionsUsed }) => String(connectionsUsed)],
    ['statuses of one user, ms', ({ statusMs }) => statusMs.toFixed(1)],
    ['rotation of keys while in use, records/s', ({ rotationPerSecond }) => whole(rotationPerSecond)],
  ];
  return table(
    ['stored connections', ...results.map(({ connections }) => `${whole(connections)}:`)],
    rows.map(([title, cell]) => [title, ...results.map(cell)]),
  );
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
