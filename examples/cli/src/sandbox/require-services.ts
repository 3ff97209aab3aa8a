import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { readSandboxAddresses } from './sandbox-addresses.ts';

const patienceMs = 3_000;

/** Says at once that the sandbox is not there, before a person is sent to a page that nobody serves. Discovered plugins have no stand-in there. */
export async function requireServices(session: Session, integration: string): Promise<void> {
  const { place, prefix, sandbox, catalog } = session;
  if (!catalog.isBuiltIn(integration)) return;
  if (place.mode === 'live' || sandbox) return;
  if (await isSandboxRunning(place.sandboxPort)) {
    if (await readSandboxAddresses(place)) return;
    throw new CliError(
      `A sandbox runs at port ${place.sandboxPort}, but ${place.home} does not say where its services are.`,
      {
        exitCode: exitCodes.needsPerson,
        remedy: 'Give the --home that the sandbox was started with, or start another one with --port.',
      },
    );
  }
  throw new CliError(`The sandbox is not running at port ${place.sandboxPort}.`, {
    exitCode: exitCodes.needsPerson,
    remedy: `Start it in another terminal: ${prefix}sandbox. For the real services add --live.`,
  });
}

/** Asks for something that only the sandbox answers. */
export async function isSandboxRunning(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/faults`, { signal });
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null && 'faults' in body;
  } catch {
    return false;
  }
}
