/** The header that names the address which a request was really meant for. */
export const originalUrlHeader = 'x-suite-original-url';

/** A request as fetch is given it. */
export type FetchCall = Parameters<typeof fetch>;

/** Sends a request to a port of this machine instead of the host that it names. */
export function askProvider(
  [input, init]: FetchCall,
  to: {
    readonly port: number | undefined;
    readonly send: typeof fetch;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Response> {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set(originalUrlHeader, new URL(input instanceof Request ? input.url : input).href);
  for (const [name, value] of Object.entries(to.headers ?? {})) headers.set(name, value);
  return to.send(`http://127.0.0.1:${to.port}/`, { ...init, headers });
}
