import { rm } from 'node:fs/promises';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Place, sandboxPlace } from '../place.ts';
import { removeSandboxAddresses, writeSandboxAddresses } from './sandbox-addresses.ts';

/** A sandbox that this process has started. */
export interface RunningSandbox {
  readonly sandbox: Sandbox;
  /** Where it came to be: another port than wished for when that was taken. */
  readonly place: Place;
  close(): Promise<void>;
}

interface StartOptions {
  readonly mailbox?: string | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  /** Moves on to another port when this one is taken. */
  readonly anyPort?: boolean;
}

const portsToTry = 10;
/** Room for the services and the callback ports. */
const portStep = 10;

/** Starts a sandbox and says to other terminals where it is. */
export async function startRunningSandbox(wished: Place, options: StartOptions): Promise<RunningSandbox> {
  const { place, sandbox } = await listen(wished, options);
  try {
    await announce(place, sandbox);
  } catch (error) {
    // A sandbox that goes on listening would keep the program from ending.
    await sandbox.close();
    throw unusableHome(place, error);
  }
  return {
    place,
    sandbox,
    close: async () => {
      await removeSandboxAddresses(place).finally(() => sandbox.close());
    },
  };
}

async function announce(place: Place, { google, slack, ...others }: Sandbox): Promise<void> {
  // A sandbox forgets everything when it ends: the connections with the one before lead nowhere any more.
  await rm(place.dataFolder, { recursive: true, force: true });
  const { deviceAuthorizationUrl = '', issuer = '' } = google;
  await writeSandboxAddresses(place, {
    ...others,
    google: { ...google, deviceAuthorizationUrl, issuer },
    slack: { ...slack, redirectUris: [...slack.redirectUris] },
  });
}

async function listen(wished: Place, options: StartOptions) {
  const { mailbox, onProgress, anyPort = false } = options;
  const attempts = anyPort ? portsToTry : 1;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = wished.sandboxPort + attempt * portStep;
    const place = sandboxPlace(wished.home, port);
    const callbacks = (host: string, integration: string) =>
      place.callbackPorts.map((callback) => `http://${host}:${callback}/callback/${integration}`);
    try {
      const sandbox = await startSandbox({
        port,
        xRedirectUris: callbacks('127.0.0.1', 'twitter'),
        notionRedirectUris: callbacks('localhost', 'notion'),
        ...(mailbox === undefined ? {} : { mailbox }),
        ...(onProgress ? { onProgress } : {}),
      });
      return { place, sandbox };
    } catch (error) {
      if (!isPortTaken(error)) throw notStarted(error);
    }
  }
  throw new CliError(
    `Port ${wished.sandboxPort} or one of the few behind it is taken, so the sandbox cannot start.`,
    {
      exitCode: exitCodes.failure,
      remedy: 'End the program that uses it, or give another one with --port.',
    },
  );
}

function isPortTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'EADDRINUSE') || isPortTaken(error.cause);
}

function unusableHome({ home }: Place, error: unknown): CliError {
  const message = error instanceof Error ? error.message : String(error);
  return new CliError(`Nothing can be kept in ${home}: ${message}`, {
    exitCode: exitCodes.failure,
    remedy: 'Give a folder that you may write to with --home.',
  });
}

/** What the sandbox says about a mailbox that it cannot read is meant for people. */
function notStarted(error: unknown): CliError {
  const message = error instanceof Error ? error.message : String(error);
  return new CliError(message, { exitCode: exitCodes.failure });
}
