import { afterEach, expect, it, vi } from 'vitest';
import { unexpectedSkips } from './unexpected-skips.ts';

afterEach(() => vi.unstubAllEnvs());

const corpus = { title: 'corpus.test.ts: reads every message', reason: 'SIDECAR_SHARED is not set' };
const keychain = { title: 'keytar.test.ts: keeps a token in the keychain', reason: 'no secret service' };

it('accepts that the large test data is not there', () => {
  vi.stubEnv('SIDECAR_SHARED', undefined);
  expect(unexpectedSkips([corpus, keychain])).toEqual([keychain]);
});

it('accepts no skip of the large test data where it is there', () => {
  vi.stubEnv('SIDECAR_SHARED', '/data');
  expect(unexpectedSkips([corpus])).toEqual([corpus]);
});
