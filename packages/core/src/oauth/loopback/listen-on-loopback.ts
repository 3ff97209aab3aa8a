import { createServer, type RequestListener, type Server } from 'node:http';
import type { RedirectRules } from '../../auth/oauth2.ts';
import { SidecarError } from '../../errors.ts';

type LoopbackHost = RedirectRules['hosts'][number];

/** Where to listen, and for whom. */
export interface LoopbackAddress {
  readonly integration: { readonly id: string; readonly name: string };
  /** In order of preference; never all interfaces. */
  readonly hosts: readonly LoopbackHost[];
  /** 0: any that is free. */
  readonly port: number;
}

/** A web server that only this machine can reach. */
export interface LoopbackServer {
  /** `http://127.0.0.1:49152`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** A browser may take `localhost` for either. */
const addressesOf: Readonly<Record<LoopbackHost, readonly string[]>> = {
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1'],
  localhost: ['127.0.0.1', '::1'],
};

const mostTries = 3;

/** Listens on the first of the hosts that this machine has. */
export async function listenOnLoopback(
  address: LoopbackAddress,
  listener: RequestListener,
): Promise<LoopbackServer> {
  for (const host of address.hosts) {
    const servers = await listenOn(host, address, listener);
    if (servers) return loopbackServer(host, servers);
  }
  const { id, name } = address.integration;
  throw new SidecarError('not_supported', `This machine has no loopback address that ${name} accepts.`, {
    integration: id,
    nextAction: 'Connect with pasteUrl() instead.',
  });
}

/** One server for each address of the host, all on one port; undefined when the machine has none of them. */
async function listenOn(
  host: LoopbackHost,
  address: LoopbackAddress,
  listener: RequestListener,
): Promise<readonly Server[] | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const servers: Server[] = [];
    let { port } = address;
    try {
      for (const ip of addressesOf[host]) {
        const server = await listen(ip, port, listener);
        if (!server) continue;
        servers.push(server);
        port = portOf(server);
      }
      return servers.length > 0 ? servers : undefined;
    } catch (error) {
      await Promise.all(servers.map(closeServer));
      const otherPortMayDo = address.port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < mostTries;
      if (!otherPortMayDo) throw cannotListen(error, address, port);
    }
  }
}

/** Undefined when the machine does not have this address (no IPv6). */
async function listen(ip: string, port: number, listener: RequestListener): Promise<Server | undefined> {
  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 20_000, keepAlive: false },
    listener,
  );
  server.maxConnections = 32;
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isMissing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error) ?? '');
      if (isMissing) resolve(undefined);
      else reject(error);
    });
    server.listen({ host: ip, port, exclusive: true }, () => resolve(server));
  });
}

function loopbackServer(host: LoopbackHost, servers: readonly Server[]): LoopbackServer {
  const port = servers.map(portOf)[0] ?? 0;
  return {
    origin: `http://${host}:${port}`,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}

function cannotListen(error: unknown, { integration }: LoopbackAddress, port: number): SidecarError {
  const { id, name } = integration;
  const code = codeOf(error);
  const nextAction = `Close the program that uses port ${port}, or give loopback() another port and register that at ${name}.`;
  if (code === 'EADDRINUSE')
    return new SidecarError('conflict', `Port ${port} is taken, so the answer of ${name} cannot arrive.`, {
      integration: id,
      nextAction,
    });
  return new SidecarError('not_supported', `Port ${port} cannot be opened for the answer of ${name}.`, {
    integration: id,
    nextAction: `Give loopback() a port above 1023, or connect with pasteUrl() instead.`,
    cause: error,
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
