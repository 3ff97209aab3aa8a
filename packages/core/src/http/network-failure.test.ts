import { expect, test } from 'vitest';
import { readNetworkFailure } from './network-failure.ts';

/** As Node's fetch rejects. */
const failed = (facts: object) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('cause'), facts) });

test.each([
  { code: 'ECONNREFUSED', syscall: 'connect' },
  { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
  { code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
  { code: 'ETIMEDOUT', syscall: 'connect' },
  { code: 'UND_ERR_CONNECT_TIMEOUT' },
  { code: 'ENETUNREACH' },
  {
    code: 'ECONNRESET',
    message: 'Client network socket disconnected before secure TLS connection was established',
  },
])('Nothing was sent after %j.', (facts) => {
  expect(readNetworkFailure(failed(facts))).toEqual({ code: facts.code, kind: 'unreachable', unsent: true });
});

test.each([
  { code: 'ECONNRESET', syscall: 'read' },
  { code: 'EPIPE', syscall: 'write' },
  { code: 'ETIMEDOUT', syscall: 'read' },
  { code: 'UND_ERR_SOCKET', message: 'other side closed' },
  { code: 'UND_ERR_HEADERS_TIMEOUT' },
])('Something may have been sent before %j.', (facts) => {
  expect(readNetworkFailure(failed(facts))).toEqual({ code: facts.code, kind: 'unreachable', unsent: false });
});

test.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'EPROTO',
])('%s is a matter of TLS, before anything was sent.', (code) => {
  expect(readNetworkFailure(failed({ code }))).toEqual({ code, kind: 'tls', unsent: true });
});

test.each(['HTTPParserError', 'HeadersOverflowError', 'ResponseContentLengthMismatchError'])(
  '%s means that the answer was not HTTP.',
  (name) => expect(readNetworkFailure(failed({ name })).kind).toBe('garbage'),
);

test.each([[undefined], ['text'], [new Error('plain')], [{ code: 7 }]])(
  'Of %j nothing is known.',
  (thrown) => {
    expect(readNetworkFailure(thrown)).toEqual({ code: 'unknown', kind: 'unreachable', unsent: false });
  },
);

test('Cyclic causes and getters that throw do no harm.', () => {
  const cyclic = new Error('cyclic');
  cyclic.cause = cyclic;
  const hostile = {
    get code(): string {
      throw new Error('trap');
    },
  };
  expect(readNetworkFailure(cyclic).code).toBe('unknown');
  expect(readNetworkFailure(hostile).code).toBe('unknown');
});
