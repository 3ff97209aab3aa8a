import type { ServerResponse } from 'node:http';

/** Writes an answer: bytes and texts as they are, everything else as JSON. */
export function writeAnswer(
  response: ServerResponse,
  answer: {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  },
): void {
  const { status = 200, headers = {}, body } = answer;
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, { ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers });
  if (status === 204 || status === 304) response.end();
  else response.end(isRaw ? body : JSON.stringify(body));
}
