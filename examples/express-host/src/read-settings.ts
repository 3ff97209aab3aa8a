import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the host is started. */
export interface Settings {
  readonly port: number;
  /** Where browsers reach it, when that is not the port on this machine. */
  readonly publicUrl: string | undefined;
  /** `live`: the real services; `sandbox`: local stand-ins. */
  readonly mode: 'live' | 'sandbox';
  /** What this host keeps is below it. */
  readonly home: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const defaultPort = 3000;

/** Reads PORT, SIDECAR_HOME, and for the real services PUBLIC_URL with GOOGLE_CLIENT_ID or X_CLIENT_ID. */
export function readSettings(environment: Environment): Settings {
  const { PUBLIC_URL: publicUrl, SIDECAR_HOME: home } = environment;
  const clients = environment.GOOGLE_CLIENT_ID || environment.X_CLIENT_ID;
  if (publicUrl && !clients)
    throw new Error('PUBLIC_URL is for the real services: set GOOGLE_CLIENT_ID too.');
  return {
    port: portNumber(environment.PORT || String(defaultPort)),
    publicUrl: publicUrl ? originOf(publicUrl) : undefined,
    mode: publicUrl && clients ? 'live' : 'sandbox',
    home: path.resolve(home || path.join(checkout, '.sidecar'), 'express-host'),
  };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`"${text}" is no port. Set PORT to a number from 0 to 65535.`);
}

/** Cookies and the provider's code must not travel in the clear, except on this machine. */
function originOf(text: string): string {
  const url = URL.parse(text);
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || local) && url.href === `${url.origin}/`) return url.origin;
  throw new Error('PUBLIC_URL has to look like https://app.example.com, without a path.');
}
