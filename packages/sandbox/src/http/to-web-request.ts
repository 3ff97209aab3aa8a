import type { IncomingMessage } from 'node:http';

/** A Node request, its body already read, in the form of the web. */
export function toWebRequest(request: IncomingMessage, url: URL, body: Uint8Array): Request {
  const method = request.method ?? 'GET';
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const forbidsBody = method === 'GET' || method === 'HEAD';
  return new Request(url, { method, headers, ...(!forbidsBody && { body: new Uint8Array(body) }) });
}
