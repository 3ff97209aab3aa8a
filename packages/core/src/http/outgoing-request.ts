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

/** Reads what a caller gave to `fetch` without sending it. Throws a TypeError where `fetch` would. */
export async function readRequest(
  input: string | URL | Request,
  init: ConnectionRequestInit,
): Promise<OutgoingRequest> {
  const {
    idempotent: _,
    credential: __,
    signal: ___,
    method,
    headers,
    body,
    redirect: ____,
    ...otherInit
  } = init;
  // Not `instanceof Request`: another realm's or library's is as good.
  const request = typeof input === 'object' && 'url' in input ? input : undefined;
  const url = new URL(request ? request.url : String(input));
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('Only http and https work.');
  if (url.username || url.password) throw new TypeError('A URL must not hold a name or a password.');
  const content = body ?? (await bodyOf(request));
  const outgoing = {
    url,
    method: (method ?? request?.method ?? 'GET').toUpperCase(),
    headers: new Headers(headers ?? request?.headers),
    replayable: isReplayable(content),
    otherInit,
  };
  if (content === undefined) return outgoing;
  if (['GET', 'HEAD'].includes(outgoing.method)) throw new TypeError(`${outgoing.method} has no body.`);
  return { ...outgoing, body: content };
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
