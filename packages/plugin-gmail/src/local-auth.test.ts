import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { fromLocalAuth } from './local-auth.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sidecar-local-auth-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fields = { client_id: 'the-id', client_secret: 'the-secret', redirect_uris: ['http://localhost'] };
const token = {
  type: 'authorized_user',
  client_id: 'the-id',
  client_secret: 'the-secret',
  refresh_token: 'the-token',
};

describe('the files of @google-cloud/local-auth', () => {
  it.each(['installed', 'web'])('give the client of an %s app', (kind) => {
    const file = path.join(folder, `${kind}.json`);
    writeFileSync(file, JSON.stringify({ [kind]: fields }));
    const { client, grant } = fromLocalAuth({ credentials: file });
    expect([client.id, client.secret, grant]).toEqual(['the-id', 'the-secret', undefined]);
  });

  it('give the saved authorization, which nothing prints', () => {
    const found = fromLocalAuth({ credentials: { installed: fields }, token });
    expect(found.grant?.refreshToken).toBe('the-token');
    expect(found.grant?.clientSecret).toBe('the-secret');
    expect(inspect(found, { depth: 9 }) + JSON.stringify(found)).not.toMatch(/the-secret|the-token/);
  });

  it.each([
    ['a service account', { type: 'service_account', private_key: 'the-secret' }, /service account/],
    ['another file', { secret: 'the-secret' }, /does not have the fields/],
    ['a list', [], /does not have the fields/],
    ['a missing file', path.join(folder, 'none.json'), /cannot be read/],
  ])('are refused when they are %s', (_, credentials, words) => {
    expect(() => fromLocalAuth({ credentials })).toThrow(words);
    expect(() => fromLocalAuth({ credentials })).not.toThrow(/the-secret/);
  });

  it('are refused when they are torn, without quoting them', () => {
    const file = path.join(folder, 'torn.json');
    writeFileSync(file, '{"installed":{"client_secret":"the-secret"');
    expect(() => fromLocalAuth({ credentials: file })).toThrow(/credentials is not JSON/);
    expect(() => fromLocalAuth({ credentials: file })).not.toThrow(/the-secret/);
  });

  it('are refused when the authorization belongs to another client', () => {
    const other = { ...token, client_id: 'other' };
    expect(() => fromLocalAuth({ credentials: { installed: fields }, token: other })).toThrow(
      /another OAuth client/,
    );
  });
});
