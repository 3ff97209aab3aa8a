import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serviceIds } from '@sidecar/sandbox';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import { givenPath } from './given-path.ts';

/** Where the services are, and where what belongs to them is kept. */
export interface Place {
  /** `live`: the real services; `sandbox`: local stand-ins. */
  readonly mode: 'live' | 'sandbox';
  /** Everything that the program keeps is below it. */
  readonly home: string;
  /** Connections and settings of this place; those of another are never touched. */
  readonly dataFolder: string;
  readonly sandboxPort: number;
  /** For providers that want the callback address registered, port included: the first of these that is free is used. */
  readonly callbackPorts: readonly number[];
}

/** What the command line says about the place. */
export interface PlaceFlags {
  readonly live?: boolean | undefined;
  readonly home?: string | undefined;
  readonly port?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const defaultSandboxPort = 8710;
const highestPort = 65_520;

/** The port that core's loopback listens on where a provider wants it registered. */
const liveCallbackPort = 8217;

/** Decides by flags first, then by SIDECAR_HOME, SIDECAR_SANDBOX_PORT and SIDECAR_CALLBACK_PORT. */
export function choosePlace(flags: PlaceFlags, environment: Environment = process.env): Place {
  const folder = flags.home || environment.SIDECAR_HOME || `${checkout}.sidecar`;
  const home = givenPath(expandHome(folder), environment);
  const given = flags.port ?? environment.SIDECAR_SANDBOX_PORT;
  const sandboxPort = given ? portNumber(given) : defaultSandboxPort;
  if (flags.live) {
    const callback = environment.SIDECAR_CALLBACK_PORT;
    const callbackPorts = [callback ? portNumber(callback) : liveCallbackPort];
    return { mode: 'live', home, dataFolder: path.join(home, 'live'), sandboxPort, callbackPorts };
  }
  return sandboxPlace(home, sandboxPort);
}

/** The place of the sandbox at a port. The services have the next ones, and the three after them take callbacks. */
export function sandboxPlace(home: string, sandboxPort: number): Place {
  const dataFolder = path.join(home, `sandbox-${sandboxPort}`);
  const callbackPorts = [1, 2, 3].map((step) => sandboxPort + serviceIds.length + step);
  return { mode: 'sandbox', home, dataFolder, sandboxPort, callbackPorts };
}

function expandHome(folder: string): string {
  return folder === '~' || folder.startsWith('~/') ? path.join(homedir(), folder.slice(1)) : folder;
}

function portNumber(text: string): number {
  const port = Number(text);
  // Some more are needed for services and callbacks, and those below 1024 belong to the system.
  if (Number.isInteger(port) && port >= 1024 && port <= highestPort) return port;
  throw new CliError(`"${text}" is no port.`, {
    exitCode: exitCodes.usage,
    remedy: `Give a number from 1024 to ${highestPort}.`,
  });
}
