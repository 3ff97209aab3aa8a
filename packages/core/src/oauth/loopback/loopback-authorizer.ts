import { SidecarError } from '../../errors.ts';
import { aborted } from '../aborted.ts';
import type { AuthorizationSession, AuthorizationStart, RedirectAuthorizer } from '../authorizer.ts';
import { callbackListener } from './callback-listener.ts';
import { type LoopbackServer, listenOnLoopback } from './listen-on-loopback.ts';
import { openBrowser } from './open-browser.ts';

/** The port for providers that want each redirect URI registered, unless the host chose another. */
const registeredPort = 8217;

/** How to reach the person's browser from this machine. */
export interface LoopbackOptions {
  /** Opens the provider's page; the system's browser unless given. */
  readonly open?: (url: string) => void | Promise<void>;
  /** Unless given, any free one, or 8217 where the provider wants it registered: `http://127.0.0.1:8217/callback/<integration>`. */
  readonly port?: number;
  /** How long a person may take; five minutes unless given. */
  readonly timeoutMs?: number;
  /** Called with the address when no browser could be opened; prints it to standard error unless given. */
  readonly onUrl?: (url: string) => void;
}

/** Connects through the browser of the person at this machine, with a web server on its loopback address that takes the one answer (RFC 8252 section 7.3). */
export function loopback(options: LoopbackOptions = {}): RedirectAuthorizer {
  return {
    kind: 'redirect',
    open: async (start) => {
      const { integration, redirect, signal } = start;
      if (signal?.aborted) throw aborted(integration);
      if (redirect.https || redirect.hosts.length === 0) throw noLoopback(integration);
      const callbacks = callbackListener(integration.name);
      const port = options.port ?? (redirect.port === 'any' ? 0 : registeredPort);
      const address = { integration, hosts: redirect.hosts, port };
      const server = await listenOnLoopback(address, callbacks.listener);
      return loopbackSession({ start, options, callbacks, server });
    },
  };
}

interface Session {
  readonly start: AuthorizationStart;
  readonly options: LoopbackOptions;
  readonly callbacks: ReturnType<typeof callbackListener>;
  readonly server: LoopbackServer;
}

function loopbackSession({ start, options, callbacks, server }: Session): AuthorizationSession {
  const { integration, callbackPath } = start;
  const redirectUri = `${server.origin}${callbackPath}`;
  const closed = new AbortController();
  return {
    redirectUri,
    authorize: async (authUrl, { state }) => {
      const url = callbacks.expect({ redirectUri, state });
      // Not waited for: a browser may stay in the foreground until it is closed. Only its failure ends the wait.
      const answer = Promise.race([url, showPage(authUrl, options).then(() => url)]);
      const signal = start.signal ? AbortSignal.any([start.signal, closed.signal]) : closed.signal;
      return inTime(answer, { signal, integration, timeoutMs: options.timeoutMs ?? 300_000 });
    },
    finish: (outcome) => callbacks.finish(outcome),
    close: async () => {
      closed.abort();
      await callbacks.finish({ connected: false, message: `Connecting ${integration.name} was given up.` });
      await server.close();
    },
  };
}

/** Opens the browser, or else tells the address. */
async function showPage(authUrl: string, { open, onUrl = printUrl }: LoopbackOptions): Promise<void> {
  const opened = open ? await tryOpen(open, authUrl) : await openBrowser(authUrl);
  if (!opened) onUrl(authUrl);
}

async function tryOpen(open: (url: string) => void | Promise<void>, authUrl: string): Promise<boolean> {
  try {
    await open(authUrl);
    return true;
  } catch {
    return false;
  }
}

function printUrl(url: string): void {
  process.stderr.write(`Open this address in a browser on this machine:\n${url}\n`);
}

interface Limit {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly integration: AuthorizationStart['integration'];
}

async function inTime(url: Promise<string>, { signal, timeoutMs, integration }: Limit): Promise<string> {
  if (signal.aborted) throw aborted(integration);
  let onAbort = () => {};
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    onAbort = () => reject(aborted(integration));
    timer = setTimeout(() => reject(tooLate(integration, timeoutMs)), timeoutMs);
  });
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([url, end]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

function tooLate({ id, name }: AuthorizationStart['integration'], timeoutMs: number): SidecarError {
  const minutes = Math.round(timeoutMs / 60_000);
  const time = minutes >= 2 ? `${minutes} minutes` : `${Math.ceil(timeoutMs / 1000)} s`;
  return new SidecarError(
    'timeout',
    `${name} was not connected: no answer came from the browser in ${time}.`,
    {
      integration: id,
      nextAction: `Connect ${name} again and finish the authorization in the browser.`,
      retryable: false,
    },
  );
}

function noLoopback({ id, name }: AuthorizationStart['integration']): SidecarError {
  return new SidecarError(
    'not_supported',
    `${name} does not send its answer to an address on this machine.`,
    {
      integration: id,
      nextAction: `Connect with pasteUrl() and an https redirect URI that is registered at ${name}.`,
    },
  );
}
