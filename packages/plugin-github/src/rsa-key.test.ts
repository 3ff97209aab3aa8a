import { createPrivateKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { rsaKeys } from '../test/rsa-keys.ts';
import { appAssertion } from './app/app-assertion.ts';

const keys = rsaKeys();

it.each([
  ['PKCS #1, as GitHub hands it out', keys.pkcs1],
  ['PKCS #8', keys.pkcs8],
  ['with line ends of Windows', keys.pkcs1.replaceAll('\n', '\r\n')],
  ['with escaped line ends', keys.pkcs1.replaceAll('\n', '\\n')],
  ['with text around it', `Bag Attributes\n${keys.pkcs1}\n`],
])('signs with a key in %s', async (_, privateKey) => {
  const assertion = await appAssertion({ appId: '7', privateKey }, Date.UTC(2026, 0, 1));
  const [header = '', claims = '', signature = ''] = assertion.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  expect(read(header)).toEqual({ alg: 'RS256', typ: 'JWT' });
  const issuedAt = Date.UTC(2026, 0, 1) / 1000 - 60;
  expect(read(claims)).toEqual({ iss: '7', iat: issuedAt, exp: issuedAt + 600 });
  const signed = Buffer.from(`${header}.${claims}`);
  expect(verify('RSA-SHA256', signed, keys.publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

it('takes keys of every usual length', async () => {
  for (const modulusLength of [1024, 2048, 4096]) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const assertion = await appAssertion({ appId: '7', privateKey: pem }, 0);
    expect(Buffer.from(assertion.split('.')[2] ?? '', 'base64url')).toHaveLength(modulusLength / 8);
  }
});

it.each([
  ['nothing', ''],
  [
    'a key of another kind',
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  ],
  ['half of a key', keys.pkcs1.slice(0, 400)],
  ['a key with a hole', keys.pkcs1.replace(/\n[^\n]+\n/, '\n')],
  [
    'a locked key',
    createPrivateKey(keys.pkcs8)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString(),
  ],
])('says that %s cannot be read, and repeats nothing of it', async (_, privateKey) => {
  const failure = await appAssertion({ appId: '7', privateKey }, 0).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'not_configured', nextAction: expect.stringContaining('.pem') });
  expect(JSON.stringify(failure)).not.toMatch(/[A-Za-z0-9+/]{40}/);
});
