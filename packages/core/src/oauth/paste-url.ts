import { SidecarError } from '../errors.ts';
import { aborted } from './aborted.ts';
import type { AuthorizationStart, RedirectAuthorizer } from './authorizer.ts';
import { arrivedAt, readCallbackUrl } from './callback-url.ts';
import { equalSecrets } from './equal-secrets.ts';

const mostAttempts = 5;

/** How to ask a person for the address that their browser was sent to. */
export interface PasteUrlOptions {
  /** As it is registered at the provider; nothing needs to answer there. */
  readonly redirectUri: string;
  /** Shows `authUrl` and asks for the whole address afterwards; `problem` says why the answer before was no good. */
  readonly prompt: (authUrl: string, problem?: string) => Promise<string>;
}

/** Connects without a web server: the person pastes the whole URL that the browser ended at, which works over SSH and for providers that insist on https. */
export function pasteUrl({ redirectUri, prompt }: PasteUrlOptions): RedirectAuthorizer {
  return {
    kind: 'redirect',
    open: async (start) => ({
      redirectUri,
      authorize: async (authUrl, { state }) => {
        let problem: string | undefined;
        for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
          const pasted = (await unlessAborted(prompt(authUrl, problem), start)).trim();
          problem = problemOf(pasted, { redirectUri, state });
          if (problem === undefined) return pasted;
        }
        throw gaveUp(start, problem);
      },
      finish: async () => {},
      close: async () => {},
    }),
  };
}

function problemOf(
  pasted: string,
  expected: { readonly redirectUri: string; readonly state: string },
): string | undefined {
  // A code alone could be anyone's: only the state beside it shows that it answers this authorization.
  if (!/^https?:\/\//i.test(pasted))
    return 'Paste the whole address from the browser, beginning with http, not only the code in it.';
  const callback = readCallbackUrl(pasted);
  if ('problem' in callback) return callback.problem;
  if (!arrivedAt(callback.url, expected.redirectUri))
    return `That address does not begin with ${expected.redirectUri}. Paste the one that the provider sent you to.`;
  if (!equalSecrets(callback.state, expected.state))
    return 'That address belongs to another authorization. Paste the one that this authorization ended at.';
  return undefined;
}

function unlessAborted<Result>(work: Promise<Result>, start: AuthorizationStart): Promise<Result> {
  const { signal, integration } = start;
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(aborted(integration));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function gaveUp({ integration }: AuthorizationStart, problem = ''): SidecarError {
  return new SidecarError('invalid_input', `${integration.name} was not connected. ${problem}`, {
    integration: integration.id,
    nextAction: 'Connect again and paste the whole address that the browser shows afterwards.',
  });
}
