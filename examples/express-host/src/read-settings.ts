import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the host is started. */
export interface Settings {
  readonly port: number;
  /** Where browsers reach it, when that is not the port on this machine. */
  readonly publicUrl: string | undefined;
  /** `live`: the real services; `sandbox`: local stand-ins. */
  readonly mode: 'live' | 'sandbox';
  /** What this host keeps is below it, unless there is a database. */
  readonly home: string;
  /** PostgreSQL; one process over files without it. */
  readonly databaseUrl: string | undefined;
  /** How many processes answer. */
  readonly instances: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const defaultPort = 3000;

/** Reads PORT, SIDECAR_HOME, DATABASE_URL with INSTANCES, and for the real services PUBLIC_URL with GOOGLE_CLIENT_ID or X_CLIENT_ID. */
export function readSettings(environment: Environment): Settings {
  const { PUBLIC_URL: publicUrl, SIDECAR_HOME: home, DATABASE_URL: databaseUrl } = environment;
  const clients = environment.GOOGLE_CLIENT_ID || environment.X_CLIENT_ID;
  if (publicUrl && !clients)
    throw new Error('PUBLIC_URL is for the real services: set GOOGLE_CLIENT_ID too.');
  return {
    port: portNumber(environment.PORT || String(defaultPort)),
    publicUrl: publicUrl ? originOf(publicUrl) : undefined,
    mode: publicUrl && clients ? 'live' : 'sandbox',
    databaseUrl: databaseUrl || undefined,
    instances: databaseUrl ? instanceCount(environment.INSTANCES || '2') : onlyOne(environment.INSTANCES),
    home: path.resolve(home || path.join(checkout, '.sidecar'), 'express-host'),
  };
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`"${text}" is no port. Set PORT to a number from 0 to 65535.`);
}

function instanceCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 32) return count;
  throw new Error(`"${text}" is no number of instances. Set INSTANCES to a number from 1 to 32.`);
}

/** Instances over files of one machine would each have sessions of their own. */
function onlyOne(given: string | undefined): number {
  if (!given || given === '1') return 1;
  throw new Error('Several instances need a database that they share: set DATABASE_URL.');
}

/** Cookies and the provider's code must not travel in the clear, except on this machine. */
function originOf(text: string): string {
  const url = URL.parse(text);
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || local) && url.href === `${url.origin}/`) return url.origin;
  throw new Error('PUBLIC_URL has to look like https://app.example.com, without a path.');
}
