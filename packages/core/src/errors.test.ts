import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SidecarError } from './errors.ts';

/** Everything that a careless host could print of an error. */
const shown = (error: unknown) =>
  [
    inspect(error, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error),
    error instanceof Error ? error.stack : '',
  ].join('\n');

test('An error says what happened, where and what to do, as JSON too.', () => {
  const error = new SidecarError('rate_limited', 'Gmail is rate limited. Try again in 2 minutes.', {
    integration: 'gmail',
    connection: 'default/work',
    retryAfterMs: 120_000,
    nextAction: 'Try again in 2 minutes.',
    cause: Object.assign(new Error('Too many requests'), { status: 429 }),
  });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'SidecarError',
    code: 'rate_limited',
    message: 'Gmail is rate limited. Try again in 2 minutes.',
    integration: 'gmail',
    connection: 'default/work',
    retryable: true,
    retryAfterMs: 120_000,
    nextAction: 'Try again in 2 minutes.',
    cause: { name: 'Error', status: 429, message: 'Too many requests' },
  });
});

test.each([
  ['rate_limited', {}, true],
  ['network', {}, true],
  ['needs_reauth', {}, false],
  ['network', { outcome: 'unknown' }, false],
  ['conflict', { retryable: true }, true],
] as const)('%s with %j: whether it may be retried.', (code, details, retryable) => {
  expect(new SidecarError(code, 'Message.', details).retryable).toBe(retryable);
});

test('Errors of another copy of this package are recognised, lookalikes are not.', async () => {
  const copy = './errors.ts?another-copy';
  const other: typeof import('./errors.ts') = await import(copy);
  const error = new other.SidecarError('not_found', 'Gone.');
  expect(error instanceof SidecarError).toBe(false);
  expect(SidecarError.isInstance(error)).toBe(true);
  const explode = () => {
    throw new Error('trap');
  };
  for (const value of [
    undefined,
    null,
    'SidecarError',
    { name: 'SidecarError', code: 'not_found' },
    new Error('x'),
  ])
    expect(SidecarError.isInstance(value)).toBe(false);
  expect(
    SidecarError.isInstance(new Proxy({}, { get: explode, has: explode, getPrototypeOf: explode })),
  ).toBe(false);
});

test('The cause keeps name, code, status and message, taken from inner errors where the outer has none.', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const { cause } = new SidecarError('network', 'Could not reach Gmail.', {
    cause: new TypeError('fetch failed', { cause: new AggregateError([refused], '') }),
  });
  expect(cause).toEqual({ name: 'TypeError', code: 'ECONNREFUSED', message: 'fetch failed' });
});

test.each([
  ['a string', 'boom', { name: 'string', message: 'boom' }],
  ['null', null, { name: 'object', message: 'null' }],
  ['a symbol', Symbol('boom'), { name: 'symbol', message: 'Symbol(boom)' }],
  ['a function', () => 'source', { name: 'function', message: '' }],
  ['an object', { statusCode: 502, code: 17 }, { name: 'Error', code: '17', status: 502, message: '' }],
])('Also %s can be a cause.', (_, cause, expected) => {
  expect(new SidecarError('internal', 'Failed.', { cause }).cause).toEqual(expected);
});

test('Hostile causes do no harm: cycles, getters and proxies that throw, endless messages.', () => {
  const cyclic = new Error('cyclic');
  cyclic.cause = cyclic;
  const trap = () => {
    throw new Error('trap');
  };
  const getters = Object.defineProperties(new Error('x'), {
    name: { get: trap },
    message: { get: trap },
    code: { get: trap },
    cause: { get: trap },
    status: { get: trap },
  });
  const proxy = new Proxy(new Error('x'), { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap });
  const odd = Object.assign(new Error('x'), { message: 7, name: {}, code: [], status: 'many' });
  for (const cause of [cyclic, getters, proxy, odd, new Error('x'.repeat(5_000_000))]) {
    const error = new SidecarError('internal', 'Failed.', { cause });
    expect(shown(error).length).toBeLessThan(10_000);
  }
});

test('What an untyped caller adds is not kept.', () => {
  const details = { integration: 'gmail', request: { headers: { authorization: 'Bearer abc-123' } } };
  expect(shown(new SidecarError('internal', 'Failed.', details))).not.toContain('abc-123');
});

test('Wherever in the error a token stands, no way of printing ours shows it.', () => {
  const token = fc
    .string({
      unit: fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
      minLength: 40,
      maxLength: 80,
    })
    .filter((text) => /\d/.test(text));
  const wrap: readonly ((secret: string, inner: unknown) => unknown)[] = [
    (secret, inner) => new Error(`refused ${secret}`, { cause: inner }),
    (secret, inner) =>
      Object.assign(new Error('failed', { cause: inner }), {
        token: secret,
        config: { headers: { authorization: `Bearer ${secret}` } },
      }),
    (secret, inner) => new AggregateError([inner, new Error(secret)], `several: ${secret}`),
    (secret, inner) => Object.assign(new Error('x'), { code: secret, name: secret, cause: inner }),
    (secret) => ({
      response: { body: JSON.stringify({ access_token: secret }) },
      message: `body {"access_token":"${secret}"}`,
    }),
    (secret) => `thrown text with ${secret}`,
  ];
  fc.assert(
    fc.property(
      token,
      fc.array(fc.constantFrom(...wrap), { minLength: 1, maxLength: 6 }),
      (secret, layers) => {
        const cause = layers.reduce<unknown>((inner, layer) => layer(secret, inner), undefined);
        const error = new SidecarError('network', `Failed with ${secret}.`, {
          cause,
          nextAction: `Try ${secret} again.`,
          fields: [{ path: secret, message: `not ${secret}` }],
        });
        expect(shown(error)).not.toContain(secret.slice(0, 12));
      },
    ),
    { numRuns: 500 },
  );
});

test('Inputs and names that a message quotes make no new line in a log, and hide nothing.', () => {
  const name = 'a\r\n[info] all is well\u001b[2J\u202egnp.exe\u2028\0';
  const error = new SidecarError('not_found', `There is no "${name}".`, {
    nextAction: `Look for "${name}".`,
    fields: [{ path: name, message: name }],
  });
  const texts = [error.message, error.nextAction, error.fields?.[0]?.path, error.fields?.[0]?.message];
  for (const text of texts) {
    expect(text).toContain('a [info] all is well [2J gnp.exe');
    expect(text).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  }
});
