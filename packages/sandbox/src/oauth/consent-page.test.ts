import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorization, connect } from '../../test/app.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { consentPage } from './consent-page.ts';
import { googleDialect } from './google-dialect.ts';
import { PersonAtBrowser } from './person-at-browser.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const attack = '"><script>alert(1)</script>';

async function openPage() {
  const browser = new PersonAtBrowser(sandbox.google.issuer ?? '');
  const page = await browser.open(authorization(sandbox.google, 'google', { login_hint: attack }).url);
  if (page instanceof URL) throw new Error('There was no page.');
  return { browser, page };
}

test('escapes everything that comes from outside', () => {
  const html = consentPage({ dialect: googleDialect, appName: attack, scopes: [attack], loginHint: attack });
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;');
});

test('is one plain form that loads nothing and may not be framed', async () => {
  const { page } = await openPage();
  const response = await fetch(page.url);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.text).not.toMatch(/<script|<link|<img|src=|@import/);
  expect(page.text.match(/<form/g)).toHaveLength(1);
  expect(page.text).toContain('grace@sandbox.example');
});

test('is of no use in another browser, which lacks the cookie', async () => {
  const { page } = await openPage();
  const stranger = await new PersonAtBrowser(sandbox.google.issuer ?? '').submit(page.url, [
    ['login', 'ada@sandbox.example'],
    ['decision', 'allow'],
  ]);
  expect(stranger).toMatchObject({ status: 400 });
});

test('refuses an account that does not exist', async () => {
  const { browser, page } = await openPage();
  const result = await browser.submit(page.url, [
    ['login', 'mallory@sandbox.example'],
    ['decision', 'allow'],
  ]);
  expect(result).toMatchObject({ status: 400 });
});

test('takes a missing decision as a no', async () => {
  const { browser, page } = await openPage();
  const result = await browser.submit(page.url, [['login', 'ada@sandbox.example']]);
  expect(result).toBeInstanceOf(URL);
  expect((result as URL).searchParams.get('error')).toBe('access_denied');
});

test('lets each person connect their own mailbox and X account', async () => {
  const tokens = await connect(sandbox, 'x', { login: 'grace@sandbox.example' });
  const response = await fetch(`${sandbox.x.apiUrl}/2/users/me`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  expect(await response.json()).toMatchObject({ data: { username: 'grace_sandbox' } });
});
