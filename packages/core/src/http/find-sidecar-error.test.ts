import { expect, test } from 'vitest';
import { SidecarError } from '../errors.ts';
import { findSidecarError } from './find-sidecar-error.ts';

const inner = new SidecarError('rate_limited', 'Gmail is rate limited.');

test('The error itself is found.', () => {
  expect(findSidecarError(inner)).toBe(inner);
});

test('It is found where SDKs put what fetch rejected with.', () => {
  expect(findSidecarError(new Error('outer', { cause: new TypeError('middle', { cause: inner }) }))).toBe(
    inner,
  );
  expect(findSidecarError(new AggregateError([new Error('other'), inner]))).toBe(inner);
  expect(findSidecarError(Object.assign(new Error('request failed'), { error: inner }))).toBe(inner);
  expect(findSidecarError(Object.assign(new Error('request failed'), { requestError: inner }))).toBe(inner);
});

test.each([[undefined], [null], ['text'], [7], [{}], [new Error('plain')]])(
  'Nothing is found in %j.',
  (thrown) => {
    expect(findSidecarError(thrown)).toBeUndefined();
  },
);

test('Cycles, deep chains and wide aggregates end.', () => {
  const cyclic = new Error('cyclic');
  cyclic.cause = new Error('back', { cause: cyclic });
  expect(findSidecarError(cyclic)).toBeUndefined();
  let deep: unknown = inner;
  for (let depth = 0; depth < 10_000; depth += 1) deep = new Error('layer', { cause: deep });
  expect(findSidecarError(deep)).toBeUndefined();
  expect(
    findSidecarError(new AggregateError(Array.from({ length: 100_000 }, () => new Error('one')))),
  ).toBeUndefined();
});

test('Getters and proxies that throw do no harm.', () => {
  const hostile = Object.defineProperty(new Error('hostile'), 'cause', {
    get() {
      throw new Error('ya29.secret-token');
    },
  });
  expect(findSidecarError(Object.assign(hostile, { error: inner }))).toBe(inner);
  const explode = () => {
    throw new Error('trap');
  };
  expect(findSidecarError(new Proxy({}, { get: explode, has: explode }))).toBeUndefined();
});
