import { setTimeout as sleep } from 'node:timers/promises';
import { type OwnRedis, startOwnRedis } from '@sidecar/test-servers/redis';
import { Cluster, Redis } from 'ioredis';

const slots = 16_384;

/** A cluster of three servers without replicas, started for a test. */
export interface OwnCluster {
  readonly servers: readonly OwnRedis[];
  /** A connection to each of its servers. */
  readonly nodes: readonly Redis[];
  client(): Cluster;
  remove(): Promise<void>;
}

/** Starts three servers, makes them one cluster and waits until it is whole. */
export async function startCluster(): Promise<OwnCluster> {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'];
  const servers = await Promise.all([1, 2, 3].map(() => startOwnRedis({ settings })));
  const nodes = servers.map(({ url }) => new Redis(url));
  const clients: Cluster[] = [];
  const [first] = servers;
  for (const [index, node] of nodes.entries()) {
    const begin = Math.floor((slots * index) / nodes.length);
    const end = Math.floor((slots * (index + 1)) / nodes.length) - 1;
    await node.cluster('ADDSLOTSRANGE', begin, end);
    if (index > 0 && first) await node.cluster('MEET', '127.0.0.1', first.port);
  }
  await Promise.all(nodes.map(whole));
  return {
    servers,
    nodes,
    client: () => {
      const client = new Cluster(servers.map(({ port }) => ({ host: '127.0.0.1', port })));
      clients.push(client);
      return client;
    },
    remove: async () => {
      for (const connection of [...clients, ...nodes]) connection.disconnect();
      await Promise.all(servers.map((server) => server.remove()));
    },
  };
}

async function whole(node: Redis): Promise<void> {
  const signs = ['cluster_state:ok', 'cluster_known_nodes:3'];
  for (;;) {
    const info = await node.cluster('INFO');
    if (signs.every((sign) => info.includes(sign))) return;
    await sleep(50);
  }
}
