import type { ConnectionRequestInit } from '../connection.ts';
import { peekBody } from './peek-body.ts';

/** A request as it will be sent, perhaps more than once; credentials are not among its headers. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: BodyInit;
  /** False for streams: what they gave is gone. */
  readonly replayable: boolean;
  /** Whatever else the caller gave to `fetch`. */
  readonly otherInit: RequestInit;
}

/** The body of a Request is always a stream; one up to this size is kept, so that it can be sent again. */
const longestKeptBodyBytes = 5_000_000;

/** What the connection decides, not its user: SDKs made for other ways of sending set them. */
const connectionHeaders = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade'];
const unsupportedMethods = ['CONNECT', 'TRACE', 'TRACK'];

/** Reads what a caller gave to `fetch` without sending it. Throws a TypeError where `fetch` would. */
export async function readRequest(
  input: string | URL | Request,
  init: ConnectionRequestInit,
): Promise<OutgoingRequest> {
  const { idempotent: _, credential: __, signal: ___, redirect: ____, ...fetchInit } = init;
  const { method: ownMethod, headers: ownHeaders, body, ...otherInit } = fetchInit;
  const request = isRequest(input) ? input : undefined;
  const method = (ownMethod ?? request?.method ?? 'GET').toUpperCase();
  if (unsupportedMethods.includes(method)) throw new TypeError(`${method} cannot be sent.`);
  const headers = new Headers(ownHeaders ?? request?.headers);
  for (const name of connectionHeaders) headers.delete(name);
  const content = body ?? (await bodyOf(request));
  if (content !== undefined && (method === 'GET' || method === 'HEAD'))
    throw new TypeError(`${method} has no body.`);
  return {
    url: readUrl(request ? request.url : String(input)),
    method,
    headers,
    ...(content === undefined ? {} : { body: content }),
    replayable: isReplayable(content),
    otherInit,
  };
}

/** Not `instanceof`: a Request of another realm or library is as good. */
export function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'url' in input;
}

function readUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('Only http and https work.');
  if (url.username || url.password) throw new TypeError('A URL must not hold a name or a password.');
  return url;
}

async function bodyOf(request: Request | undefined): Promise<BodyInit | undefined> {
  if (!request?.body) return undefined;
  const { bytes, stream } = await peekBody(request.body, longestKeptBodyBytes);
  return bytes ?? stream;
}

function isReplayable(body: unknown): boolean {
  return (
    body === undefined ||
    typeof body === 'string' ||
    body instanceof URLSearchParams ||
    body instanceof FormData ||
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  );
}
