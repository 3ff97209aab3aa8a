import { type LoopbackOptions, loopback } from '@sidecar/core/loopback';
import type { Sandbox } from '@sidecar/sandbox';

/**
 * Stands in for the person and their browser: opens the consent page over HTTP, allows, and follows the redirect to the
 * callback that Sidecar listens on. Everything but the person is as it is with a browser.
 */
export function standIn(
  sandbox: Sandbox,
  { login, port }: { readonly login: string } & Pick<LoopbackOptions, 'port'>,
) {
  const open = async (url: string) => {
    const page = await fetch(await sandbox.consent(url, { login }));
    await page.body?.cancel();
  };
  return loopback({ open, ...(port === undefined ? {} : { port }) });
}
