import { expect, test } from 'vitest';
import { isUnfinishedPem } from './unfinished-pem.ts';

test.each([
  ['-----BEGIN RSA PRIVATE KEY-----', true],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', true],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', false],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', true],
  ['say -----BEGIN RSA PRIVATE KEY-----', false],
  ['', false],
])('%j goes on: %s', (text, expected) => {
  expect(isUnfinishedPem(text)).toBe(expected);
});
