import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const characters = (set: readonly string[], minLength: number, maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...set), minLength, maxLength })
    .filter((text) => /\d/.test(text) && /[A-Za-z]/.test(text));

/** A value that is opaque by nature: what providers make today. */
const opaqueToken = fc.oneof(
  characters(letters, 32, 200),
  characters([...letters, '-', '_'], 40, 200).filter((text) => /^[A-Za-z\d]/.test(text)),
  characters([...'0123456789abcdef'], 32, 64),
);
/** Tokens with a known beginning, which need not be long. */
const knownToken = fc
  .tuple(
    fc.constantFrom(
      'ya29.',
      '1//',
      'GOCSPX-',
      'xoxb-',
      'xoxe.xoxp-',
      'ghp_',
      'github_pat_',
      'glpat-',
      'ntn_',
      'lin_api_',
      'ATATT',
      'eyJ',
      'sk-',
      'AIza',
    ),
    characters(letters, 16, 60),
  )
  .map((parts) => parts.join(''));
/** What a person or a small server may use: short, but under a name. */
const shortToken = characters([...letters, '-', '_', '.', '~'], 6, 20).filter((text) =>
  /^[A-Za-z\d]+/.test(text),
);

const name = fc.constantFrom(
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'code_verifier',
  'password',
  'api_key',
  'device_code',
  'accessToken',
  'clientSecret',
  'SIDECAR_ENCRYPTION_KEY',
  'slack_bot_token',
);
const headerName = fc.constantFrom(
  'Authorization',
  'authorization',
  'PRIVATE-TOKEN',
  'X-Api-Key',
  'Cookie',
  'Set-Cookie',
  'Proxy-Authorization',
);

const named: readonly ((name: string, token: string) => string)[] = [
  (key, token) => `https://api.test/callback?a=1&${key}=${token}&b=2`,
  (key, token) => `https://api.test/callback#${key}=${token}`,
  (key, token) => `https://outer.test/?next=${encodeURIComponent(`https://inner.test/?${key}=${token}`)}`,
  (key, token) => `${key}=${token}&grant_type=refresh_token`,
  (key, token) => JSON.stringify({ error: 'no', [key]: token, after: 1 }),
  (key, token) => JSON.stringify({ [key]: token }, undefined, 2),
  (key, token) => JSON.stringify({ body: JSON.stringify({ [key]: token }) }),
  (key, token) => `{ ${key}: '${token}', other: true }`,
  (key, token) => `${key}: ${token}\nnext line`,
  (key, token) => `Error: request with ${key}=${token}, status 400.`,
];
const unnamed: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `The token ${token} was refused.`,
  (token) => `refused (${token})`,
  (token) => `"${token}"`,
  (token) => `https://hooks.test/services/${token}/messages`,
  (token) => `Bearer ${token}`,
  (token) => `curl -H 'Authorization: Bearer ${token}' https://api.test`,
];

test('A secret under its name does not survive in URLs, forms, JSON, headers and prose.', () => {
  const forms = fc.constantFrom(...named);
  const token = fc.oneof(opaqueToken, knownToken, shortToken);
  fc.assert(
    fc.property(forms, name, token, (write, key, secret) => {
      expect(redact(write(key, secret))).not.toContain(secret);
    }),
    { numRuns: 2_000 },
  );
});

test('A header that carries credentials does not survive, with whatever scheme.', () => {
  const scheme = fc.constantFrom('', 'Bearer ', 'Basic ', 'Bot ', 'Token ');
  fc.assert(
    fc.property(headerName, scheme, fc.oneof(opaqueToken, shortToken), (header, prefix, secret) => {
      expect(redact(`GET / HTTP/1.1\r\n${header}: ${prefix}${secret}\r\nHost: api.test`)).not.toContain(
        secret,
      );
      expect(redact(JSON.stringify({ headers: { [header]: `${prefix}${secret}` } }))).not.toContain(secret);
    }),
    { numRuns: 1_000 },
  );
});

test('An opaque or known token does not survive anywhere, not even half of it.', () => {
  fc.assert(
    fc.property(fc.constantFrom(...unnamed), fc.oneof(opaqueToken, knownToken), (write, secret) => {
      const redacted = redact(write(secret));
      expect(redacted).not.toContain(secret.slice(0, 16));
      expect(redacted).not.toContain(secret.slice(-16));
    }),
    { numRuns: 2_000 },
  );
});

test('Base64 with slashes and plus signs leaves no long piece behind.', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 48, maxLength: 200 }), (bytes) => {
      const secret = Buffer.from(bytes).toString('base64');
      fc.pre(new Set(secret).size > 20 && /\d/.test(secret));
      const redacted = redact(`The key ${secret} was refused.`);
      const longestRest = Math.max(
        ...redacted.split('[redacted]').map((rest) => (secret.includes(rest) ? rest.length : 0)),
      );
      expect(longestRest).toBeLessThan(20);
    }),
  );
});

test.each([
  [
    'a password with spaces and quotes in JSON',
    JSON.stringify({ password: 'correct "horse" battery' }),
    'battery',
  ],
  ['a name and password in a URL', 'https://me:hunter2@api.test/x', 'hunter2'],
  ['an authorization code', 'http://127.0.0.1:4000/callback?code=4%2F0AX4XfWjabc&scope=x', '0AX4XfWjabc'],
  ['a state', 'callback?state=abcdefghij', 'abcdefghij'],
  ['a Discord bot token', 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs', 'Cl2FMQ'],
  ['a Digest header', 'Authorization: Digest username="me", response=abc123', 'abc123'],
  [
    'a Digest header in JSON',
    JSON.stringify({ authorization: 'Digest username="me", response="abc123"' }),
    'abc123',
  ],
  ['a short piece of Base64 beside a long one', 'key aB3dE5gH7j/Zk1Qd2Wn3Ce4Rt5Vb6Ym7Ui8Ok', 'aB3dE5gH7j'],
  ['several cookies', 'Cookie: session=abc; other=def', 'def'],
  ['a value whose closing quote was cut off', '{"refresh_token":"abc def', 'def'],
])('%s is masked.', (_, text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test.each([
  'Could not reach Gmail. Check the connection.',
  'Gmail is not configured. Set GOOGLE_CLIENT_ID.',
  'Request had insufficient authentication scopes.',
  'Basic authentication is switched off; use a Bearer token instead.',
  'Invalid token: expired',
  'error code: 404, exit code=1, status code: 200',
  'code: ECONNREFUSED at 127.0.0.1:4000',
  '{"error":"invalid_grant","token_type":"bearer","expires_in":3600}',
  '{"error":{"code":400,"status":"INVALID_ARGUMENT"}}',
  'session=expired&state=none',
  'Expires at 2026-06-01T12:00:00.000Z, issued 20260601T120000Z.',
  '/home/ana/projects/sidecar2/packages/core/src/http/connection-fetch.test.ts',
  'report-2026-06-01-final-version-3-of-the-document.pdf',
  'https://gmail.googleapis.com/gmail/v1/users/me/messages/18c2f1a2b3c4d5e6',
  'https://www.googleapis.com/auth/gmail.modify',
  'request 123e4567-e89b-12d3-a456-426614174000 failed',
  'ana.perez+newsletters2026@mail.example.com',
  'The IntegrationRegistry has no getHeadersTimeoutOptions.',
  '64 messages in 12 threads, 1,024 bytes, 3.5 %',
])('What is no secret stays: %s', (text) => {
  expect(redact(text)).toBe(text);
});

test('Redacting twice changes nothing more.', () => {
  const text = fc.oneof(
    fc.string(),
    fc.tuple(fc.constantFrom(...named), name, opaqueToken).map(([write, key, token]) => write(key, token)),
    fc.tuple(headerName, shortToken).map(([header, token]) => `${header}: Bearer ${token}`),
  );
  fc.assert(
    fc.property(text, (original) => {
      const once = redact(original);
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['one letter', 'a'],
  ['a name without a value', 'token'],
  ['names and hyphens', 'token-'],
  ['names and blanks', 'token '],
  ['names and quotes', 'token"'],
  ['names and backslashes', 'code\\'],
  ['open quotes', '"token":"'],
  ['escaped quotes', 'token:"\\"'],
  ['only backslashes', '\\'],
  ['URL beginnings', '://'],
  ['user names', '://a'],
  ['schemes', 'Bearer '],
  ['letters and digits', 'a1'],
  ['words and hyphens', 'ab1-'],
  ['paths', 'a1b2c3d4/'],
  ['dots', 'a.'],
  ['percent signs', '%3D'],
  ['blanks', ' '],
  ['known beginnings', 'ghp_'],
])('A megabyte of %s takes no more than its length: it ends.', (_, piece) => {
  const hostile = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect(typeof redact(hostile)).toBe('string');
  expect(typeof redact(`token=${hostile}`)).toBe('string');
  expect(typeof redact(`token="${hostile}`)).toBe('string');
  expect(typeof redact(`token${hostile}!`)).toBe('string');
});
