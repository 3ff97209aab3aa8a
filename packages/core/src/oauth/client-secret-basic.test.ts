import { describe, expect, it } from 'vitest';
import { clientSecretBasic } from './client-secret-basic.ts';

async function sent(id: string, secret: string): Promise<string> {
  const headers = new Headers();
  await clientSecretBasic(secret)(
    { issuer: 'https://notes.example' },
    { client_id: id },
    new URLSearchParams(),
    headers,
  );
  return atob(headers.get('authorization')?.replace('Basic ', '') ?? '');
}

describe('client credentials by HTTP Basic', () => {
  it('stay as they are where providers make them of letters, digits, hyphens, dots and underscores', async () => {
    expect(await sent('2141.6912-a_b', 'Xy-9_z.Q')).toBe('2141.6912-a_b:Xy-9_z.Q');
  });

  it('are encoded where they hold anything else, so that no colon is taken for the separator', async () => {
    expect(await sent('id:1', 'a+b/c= %ü')).toBe('id%3A1:a%2Bb%2Fc%3D+%25%C3%BC');
  });
});
