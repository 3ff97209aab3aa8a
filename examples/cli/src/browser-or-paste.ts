import { pasteUrl, type RedirectAuthorizer } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import type { Asker } from './asker.ts';

/**
 * The browser of this machine; over SSH, where there is none, the address is printed, and then whatever comes first
 * counts: the callback through a forwarded port, or the pasted address of the page that the other machine could not show.
 */
export function browserOrPaste({
  port,
  tell,
  asker,
}: {
  readonly port?: number;
  readonly tell: (url: string) => void;
  readonly asker: Asker;
}): RedirectAuthorizer {
  return {
    kind: 'redirect',
    open: async (start) => {
      const noBrowser = Promise.withResolvers<void>();
      const onUrl = (url: string) => {
        tell(url);
        noBrowser.resolve();
      };
      const browser = await loopback({ onUrl, ...(port === undefined ? {} : { port }) }).open(start);
      const ended = new AbortController();
      const prompt = async (
        _url: string,
        problem = 'On another machine? Paste the address of the page that cannot be shown.',
      ) => {
        const line = await asker.line(`${problem}\n> `, ended.signal);
        // Without an answer the browser's is waited for.
        return line ?? new Promise<never>(() => {});
      };
      const paste = await pasteUrl({ redirectUri: browser.redirectUri, prompt }).open(start);
      return {
        ...browser,
        authorize: async (url, expected) => {
          const typed = noBrowser.promise.then(() => paste.authorize(url, expected));
          try {
            return await Promise.race([browser.authorize(url, expected), typed]);
          } finally {
            ended.abort();
            typed.catch(() => {});
          }
        },
      };
    },
  };
}
