import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Address } from './fault-subject.ts';

/** A network namespace: a host of its own, as far as the network goes. */
export interface HostNetwork {
  /** What stands before a command so that it runs there. */
  readonly before: readonly string[];
  remove(): Promise<void>;
}

const relayScript = fileURLToPath(new URL('./relay-script.ts', import.meta.url));

/** Why namespaces cannot be made here; undefined when they can. */
export function namespaceObstacle(): string | undefined {
  const name = `sidecar-${process.pid}-try`;
  try {
    ip('netns', 'add', name);
    ip('netns', 'delete', name);
    return undefined;
  } catch {
    return 'network namespaces are not permitted';
  }
}

/** Makes a namespace in which 127.0.0.1 is its own, with ways to these ports of ours. */
export async function hostNetwork(number: number, ports: readonly number[]): Promise<HostNetwork> {
  const id = process.pid % 60_000;
  const name = `sidecar-${id}-${number}`;
  const [ours, theirs] = [`sc${id}o${number}`, `sc${id}t${number}`];
  const subnet = `10.${200 + number}.${id % 250}`;
  ip('netns', 'add', name);
  ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name);
  ip('addr', 'add', `${subnet}.1/30`, 'dev', ours);
  ip('link', 'set', ours, 'up');
  ip('-n', name, 'addr', 'add', `${subnet}.2/30`, 'dev', theirs);
  ip('-n', name, 'link', 'set', theirs, 'up');
  ip('-n', name, 'link', 'set', 'lo', 'up');
  const before = ['ip', 'netns', 'exec', name];
  const ends = await Promise.all(
    ports.flatMap((port) => [
      relay({ host: `${subnet}.1`, port }, { host: '127.0.0.1', port }),
      relayThere(before, [
        { host: '127.0.0.1', port },
        { host: `${subnet}.1`, port },
      ]),
    ]),
  );
  return {
    before,
    remove: async () => {
      for (const end of ends) await end();
      ip('netns', 'delete', name);
    },
  };
}

/** Passes everything on from one address to another; answers how to end it. */
export async function relay(from: Address, target: Address): Promise<() => Promise<void>> {
  const listener = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  listener.listen(from.port, from.host);
  await once(listener, 'listening');
  return async () => void listener.close();
}

async function relayThere(before: readonly string[], way: readonly [Address, Address]) {
  const [program = '', ...parameters] = [...before, process.execPath, relayScript, JSON.stringify(way)];
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
}

function ip(...parameters: string[]): void {
  execFileSync('ip', parameters, { stdio: 'pipe' });
}
