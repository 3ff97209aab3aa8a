import { readField } from '../read-field.ts';

/** What is known of a request that got no answer. */
export interface NetworkFailure {
  /** The system's or library's code, for the log. */
  readonly code: string;
  /** True when nothing can have reached the provider, so that even a write may be repeated. */
  readonly unsent: boolean;
  /** `tls`: the certificate was not accepted; `garbage`: what came back was not HTTP; `invalid`: the request itself is wrong. Repeating helps none. */
  readonly kind: 'unreachable' | 'tls' | 'garbage' | 'invalid';
}

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);

/** Node's and OpenSSL's codes for a handshake that failed; the request is sent after it. */
const tlsCode =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_WRONG_VERSION|ERR_SSL_TLSV1_|ERR_SSL_SSLV3_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/;

/** Reads what `fetch` rejected with; the reason is in its `cause` (Node), which may hold one error per address that was tried. */
export function readNetworkFailure(error: unknown): NetworkFailure {
  const causes = causesOf(error);
  const code = causes.map((cause) => field(cause, 'code')).find((found) => found !== undefined) ?? 'unknown';
  if (invalidCodes.has(code)) return { code, kind: 'invalid', unsent: true };
  if (tlsCode.test(code)) return { code, kind: 'tls', unsent: true };
  return { code, kind: causes.some(isGarbage) ? 'garbage' : 'unreachable', unsent: causes.some(isUnsent) };
}

/** undici's codes for a request that it does not send. */
const invalidCodes = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** undici's names for an answer that breaks the rules of HTTP. */
const garbageNames = new Set([
  'HTTPParserError',
  'HeadersOverflowError',
  'ResponseContentLengthMismatchError',
]);

function isGarbage(cause: object): boolean {
  return garbageNames.has(field(cause, 'name') ?? '');
}

function isUnsent(cause: object): boolean {
  const syscall = field(cause, 'syscall');
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    unsentCodes.has(field(cause, 'code') ?? '') ||
    /before secure TLS connection/.test(field(cause, 'message') ?? '')
  );
}

function causesOf(error: unknown, depth = 0): readonly object[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  return [error, ...causesOf(readField(error, 'cause'), depth + 1)];
}

function field(source: object, name: string): string | undefined {
  const value = readField(source, name);
  return typeof value === 'string' ? value : undefined;
}
