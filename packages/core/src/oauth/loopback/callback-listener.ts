import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AuthorizationOutcome } from '../authorizer.ts';
import { callbackPage } from '../callback-page.ts';
import { arrivedAt, readCallbackUrl } from '../callback-url.ts';
import { equalSecrets } from '../equal-secrets.ts';

/** How many requests with the right state may wait for the outcome: a reloading browser makes more than one. */
const mostWaiting = 4;

/** Takes the one callback that is expected; everything else gets 400 and changes nothing. */
export interface CallbackListener {
  readonly listener: RequestListener;
  /** Resolves with the URL of the first callback to `redirectUri` that has this state. */
  expect(expected: { readonly redirectUri: string; readonly state: string }): Promise<string>;
  /** Answers every browser that waits. */
  finish(outcome: AuthorizationOutcome): Promise<void>;
}

/** Listens for the callback of the integration called `name`. */
export function callbackListener(name: string): CallbackListener {
  const waiting = new Set<ServerResponse>();
  let expected: { redirectUri: string; state: string; resolve: (url: string) => void } | undefined;
  let finished: AuthorizationOutcome | undefined;
  const listener: RequestListener = (request, response) => {
    response.on('error', () => waiting.delete(response));
    const url = expected && callbackOf(request, expected);
    if (!expected || url === undefined || waiting.size >= mostWaiting) {
      void send(response, { connected: false, message: 'This is not the answer that is waited for.' }, name);
      return;
    }
    if (finished) {
      void send(response, finished, name);
      return;
    }
    // The browser's request stays open until it is known how the connection ended.
    waiting.add(response);
    response.once('close', () => waiting.delete(response));
    expected.resolve(url);
  };
  return {
    listener,
    expect: ({ redirectUri, state }) =>
      new Promise((resolve) => {
        expected = { redirectUri, state, resolve };
      }),
    finish: async (outcome) => {
      finished ??= outcome;
      await Promise.all([...waiting].map((response) => send(response, outcome, name)));
    },
  };
}

/** The URL of a request that is the expected callback. */
function callbackOf(
  request: IncomingMessage,
  expected: { readonly redirectUri: string; readonly state: string },
): string | undefined {
  const { host, origin } = new URL(expected.redirectUri);
  // A page of another site that points its own name at this machine sends that name (DNS rebinding).
  if (request.method !== 'GET' || request.headers.host !== host) return undefined;
  const callback = readCallbackUrl(`${origin}${request.url ?? ''}`);
  if ('problem' in callback || !arrivedAt(callback.url, expected.redirectUri)) return undefined;
  return equalSecrets(callback.state, expected.state) ? callback.url.href : undefined;
}

/** Resolves when the page has left, or when nobody is there to read it. */
function send(response: ServerResponse, outcome: AuthorizationOutcome, name: string): Promise<void> {
  const { status, headers, body } = callbackPage(outcome, name);
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
  });
}
