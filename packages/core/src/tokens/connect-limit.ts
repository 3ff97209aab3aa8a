/** How long DNS, TCP and TLS together may take before a request for tokens is tried anew; nothing was sent by then. */
const connectLimitMs = 5_000;

/** What tells on Node whether a request has left: undici's channels, and the context in which a request was made. */
interface Watch {
  /** Calls `send` and answers, besides its result, whether its request is known and has left. */
  follow<T>(send: () => T): { readonly result: T; readonly state: { known: boolean; sent: boolean } };
}

/**
 * `fetch` that gives up connecting after five seconds, with the code of a failed connection, so that the request may be
 * repeated without harm. Where the runtime does not tell when a request leaves, it is the plain `fetch`.
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
export function connectLimitedFetch(send: typeof globalThis.fetch): typeof globalThis.fetch {
  watch ??= startWatch();
  const watching = watch;
  if (!watching) return send;
  return async (input, init) => {
    const limit = new AbortController();
    const signal = init?.signal ? AbortSignal.any([init.signal, limit.signal]) : limit.signal;
    const { result, state } = watching.follow(() => send(input, { ...init, signal }));
    const alarm = setTimeout(() => {
      if (state.known && !state.sent) limit.abort(new ConnectTimeout());
    }, connectLimitMs);
    try {
      return await result;
    } finally {
      clearTimeout(alarm);
    }
  };
}

/** Says in undici's own word that no connection stood in time. */
class ConnectTimeout extends Error {
  override readonly name = 'ConnectTimeout';
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';
}

/** One subscription for the whole process, made by the first refresh; it holds no state of any request. */
let watch: Watch | undefined | false;

function startWatch(): Watch | false {
  const channels = globalThis.process?.getBuiltinModule?.('diagnostics_channel');
  const hooks = globalThis.process?.getBuiltinModule?.('async_hooks');
  if (!channels || !hooks) return false;
  const current = new hooks.AsyncLocalStorage<{ known: boolean; sent: boolean }>();
  const states = new WeakMap<object, { known: boolean; sent: boolean }>();
  channels.subscribe('undici:request:create', (message) => {
    const state = current.getStore();
    const request = requestOf(message);
    if (!state || !request) return;
    state.known = true;
    states.set(request, state);
  });
  channels.subscribe('undici:client:sendHeaders', (message) => {
    const state = states.get(requestOf(message) ?? {});
    if (state) state.sent = true;
  });
  return {
    follow: (send) => {
      const state = { known: false, sent: false };
      return { result: current.run(state, send), state };
    },
  };
}

function requestOf(message: unknown): object | undefined {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined;
  return typeof message.request === 'object' && message.request !== null ? message.request : undefined;
}
