import { Socket } from 'node:net';

/** Keeps a plugin away from any network but the scripted provider's, and remembers what it tried. */
export interface NetworkGuard {
  /** The fetch that was there before. */
  readonly fetch: typeof fetch;
  /** What was tried past the connection's fetch, as sentences. */
  readonly attempts: readonly string[];
  /** Puts everything back. */
  end(): void;
}

/** Replaces the global fetch and every way to open a socket, http, https, http2 and vendor SDKs included. */
export function guardNetwork(allowedPorts: ReadonlySet<number>): NetworkGuard {
  const attempts: string[] = [];
  const fetch = globalThis.fetch;
  const connect = Socket.prototype.connect;
  const refuse = (attempt: string): never => {
    attempts.push(attempt);
    throw new TypeError(`The plugin ${attempt}; it may only use the fetch of its context.`);
  };
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return isAllowed(url, allowedPorts) ? fetch(input, init) : refuse(`called the global fetch for ${url}`);
  };
  replaceConnect(function (this: Socket, ...given: unknown[]): unknown {
    const { host, port } = destination(given);
    if (port !== undefined && !(isLoopback(host) && allowedPorts.has(port)))
      refuse(`opened a socket of its own to ${host}:${port}`);
    return Reflect.apply(connect, this, given);
  });
  return {
    fetch,
    attempts,
    end() {
      globalThis.fetch = fetch;
      replaceConnect(connect);
    },
  };
}

function isAllowed(url: string, ports: ReadonlySet<number>): boolean {
  const { hostname, port } = URL.canParse(url) ? new URL(url) : { hostname: '', port: '' };
  return isLoopback(hostname) && ports.has(Number(port));
}

function replaceConnect(value: (this: Socket, ...given: never[]) => unknown): void {
  Object.defineProperty(Socket.prototype, 'connect', { value, configurable: true, writable: true });
}

/** Node's own callers give the options inside of a list; a path instead of a port is a local pipe. */
function destination(given: readonly unknown[]): { readonly host: string; readonly port?: number } {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first === 'object' && first !== null) {
    const { host = 'localhost', port } = first as { readonly host?: unknown; readonly port?: unknown };
    return port === undefined ? { host: String(host) } : { host: String(host), port: Number(port) };
  }
  const host = typeof second === 'string' ? second : 'localhost';
  return Number.isNaN(Number(first)) ? { host } : { host, port: Number(first) };
}

function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost';
}
