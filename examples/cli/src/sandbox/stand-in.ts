import { type LoopbackOptions, loopback } from '@sidecar/core/loopback';
import type { Sandbox } from '@sidecar/sandbox';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';

/**
 * Stands in for the person and their browser: opens the consent page over HTTP, allows, and follows the redirect to the
 * callback that Sidecar listens on. Everything but the person is as it is with a browser.
 */
export function standIn(
  sandbox: Sandbox,
  { login, port }: { readonly login: string } & Pick<LoopbackOptions, 'port'>,
) {
  let failure: unknown;
  const open = async (url: string) => {
    try {
      const page = await fetch(await sandbox.consent(url, { login }));
      await page.body?.cancel();
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  // Called when `open` has failed: there is nobody who could open the address instead, so the wait ends.
  const onUrl = () => {
    throw notAllowed(login, failure);
  };
  return loopback({ open, onUrl, ...(port === undefined ? {} : { port }) });
}

function notAllowed(login: string, failure: unknown): CliError {
  const reason = failure instanceof Error ? failure.message : String(failure);
  return new CliError(`The stand-in ${login} could not allow it: ${reason}`, { exitCode: exitCodes.failure });
}
