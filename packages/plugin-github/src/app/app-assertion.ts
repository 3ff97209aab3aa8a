import { rsaKey } from './rsa-key.ts';

const lifetimeSeconds = 600;
/** Clocks differ, and GitHub refuses an assertion from the future. */
const skewSeconds = 60;

/**
 * The signed statement by which an app proves who it is (a JSON Web Token, RS256); GitHub accepts ten minutes at most.
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export async function appAssertion(
  { appId, privateKey }: { readonly appId: string; readonly privateKey: string },
  nowMs: number,
): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000) - skewSeconds;
  const header = { alg: 'RS256', typ: 'JWT' };
  const claims = { iss: appId, iat: issuedAt, exp: issuedAt + lifetimeSeconds };
  const text = [header, claims]
    .map((part) => base64Url(new TextEncoder().encode(JSON.stringify(part))))
    .join('.');
  const key = await rsaKey(privateKey);
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, new TextEncoder().encode(text));
  return `${text}.${base64Url(new Uint8Array(signature))}`;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
