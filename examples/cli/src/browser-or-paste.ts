import { pasteUrl, type RedirectAuthorizer } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import type { Asker } from './asker.ts';
import type { Screen } from './terminal/screen.ts';

interface BrowserOrPasteOptions {
  /** Where the provider wants it registered; else any. */
  readonly port: number | undefined;
  readonly err: Screen;
  /** Absent where nobody can answer. */
  readonly asker: Asker | undefined;
}

/**
 * The browser of this machine; over SSH, where there is none, the address is printed, and then whatever comes first
 * counts: the callback through a forwarded port, or the pasted address of the page that the other machine could not show.
 */
export function browserOrPaste({ port, err, asker }: BrowserOrPasteOptions): RedirectAuthorizer {
  return {
    kind: 'redirect',
    open: async (start) => {
      const noBrowser = Promise.withResolvers<void>();
      const answered = new AbortController();
      const onUrl = (url: string) => {
        err.line(`No browser could be opened here. Open this address in one:\n\n${url}\n`);
        noBrowser.resolve();
      };
      const browser = await loopback({ onUrl, ...(port === undefined ? {} : { port }) }).open(start);
      const ask = async (
        _url: string,
        problem = 'Is it on another machine? Then its last page cannot be shown.',
      ) => {
        const question = `${problem}\nPaste the whole address of that page here: `;
        // Without an answer the browser's is waited for.
        return (await asker?.line(question, answered.signal)) ?? new Promise<never>(() => {});
      };
      const paste = await pasteUrl({ redirectUri: browser.redirectUri, prompt: ask }).open(start);
      return {
        ...browser,
        authorize: async (url, expected) => {
          err.line('Allow the access in your browser …');
          const typed = noBrowser.promise.then(() => paste.authorize(url, expected));
          // When the browser was quicker, this is nobody's failure any more.
          typed.catch(() => {});
          try {
            return await Promise.race([browser.authorize(url, expected), typed]);
          } finally {
            answered.abort();
          }
        },
      };
    },
  };
}
